import {
  advance,
  aimed,
  answered,
  type ControlPicture,
  type ControlSocket,
  type ControlStep,
  defaultControlSettings,
  emptyLedger,
  type Ledger,
  type Setpoint,
  type Target,
} from './index';

/** A dual unit's or a single socket as the tests see it: 32 A, one phase, on the site's own node, plugged and drawing nothing. */
export function socketOf(id: string, over: Partial<ControlSocket> = {}): ControlSocket {
  const chargePoint = id.slice(0, id.lastIndexOf('.'));
  return {
    id,
    chargePoint,
    minMessageGapMs: 2_000,
    node: 'site',
    phases: [0],
    minA: 6,
    maxA: 32,
    plugged: true,
    lost: false,
    epoch: 0,
    meteredA: 0,
    meteredAtMs: 0,
    phaseCurrentsA: null,
    ...over,
  };
}

/** A depot with a clock, chargers that answer when the test says so, and all that was ever sent to them. */
export class Depot {
  nowMs = 1_000_000;
  ledger: Ledger = emptyLedger();
  picture: ControlPicture;
  readonly sent: Setpoint[] = [];
  readonly alarms: string[] = [];
  wakeAtMs: number | null = null;
  private ids = 0;

  constructor(limitA: number, ...sockets: ControlSocket[]) {
    this.picture = { mode: 'live', nodes: [siteOf(limitA)], sockets, settings: defaultControlSettings };
  }

  look(): Setpoint[] {
    const step: ControlStep = advance(this.ledger, this.picture, this.nowMs, () => `sp-${++this.ids}`);
    this.ledger = step.ledger;
    this.wakeAtMs = step.wakeAtMs;
    this.sent.push(...step.send);
    this.alarms.push(...step.alarms.map(({ socket, raised, text }) => `${socket} ${raised ? 'raised' : 'cleared'}: ${text}`));
    return [...step.send];
  }

  aim(amps: Record<string, number>, priorities: Record<string, number> = {}): Setpoint[] {
    const targets = Object.entries(amps).map(
      ([socket, a]): Target => ({ socket, amps: a, priority: priorities[socket] ?? 0.5, reason: 'as planned' }),
    );
    this.ledger = aimed(this.ledger, targets);
    return this.look();
  }

  answer(setpoint: Setpoint | undefined, resultCode = 0): Setpoint[] {
    this.ledger = answered(this.ledger, { setpointId: setpoint?.id ?? '', socket: setpoint?.socket ?? '', resultCode }, this.nowMs);
    return this.look();
  }

  meter(socket: string, meteredA: number): Setpoint[] {
    this.change(socket, { meteredA, meteredAtMs: this.nowMs });
    return this.look();
  }

  change(socket: string, over: Partial<ControlSocket>): void {
    this.picture = { ...this.picture, sockets: this.picture.sockets.map((one) => (one.id === socket ? { ...one, ...over } : one)) };
  }

  limit(limitA: number): Setpoint[] {
    this.picture = { ...this.picture, nodes: [siteOf(limitA)] };
    return this.look();
  }

  after(ms: number): Setpoint[] {
    this.nowMs += ms;
    return this.look();
  }

  /** Everybody has the setpoint named here, and keeps to it. */
  settle(amps: Record<string, number>): void {
    this.aim(amps);
    for (let i = 0; i < 40; i++) {
      for (const setpoint of this.sent.splice(0)) this.answer(setpoint);
      this.nowMs += 2_000;
      for (const { id } of this.picture.sockets) this.meter(id, Math.min(amps[id] ?? 0, this.ledger.sockets.get(id)?.toldA ?? 0));
    }
    this.sent.splice(0);
    for (const [id, wantedA] of Object.entries(amps)) {
      const row = this.ledger.sockets.get(id);
      if (row?.toldA !== wantedA || row.state !== 'confirmed')
        throw new Error(`${id} did not settle at ${wantedA} A: ${JSON.stringify(row)}`);
    }
  }
}

export function siteOf(limitA: number) {
  return { id: 'site', parent: null, limitKw: null, limitA: [limitA, limitA, limitA] as [number, number, number], boundBy: 'asc' };
}

/** 'sk1 16' for each setpoint. */
export function said(setpoints: readonly Setpoint[]): string[] {
  return setpoints.map(({ socket, amps }) => `${socket} ${amps}`);
}
