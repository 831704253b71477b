import { slicesAllocator } from '../allocation';
import { lessReturnReserve } from '../grid';
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
  ledgerFrom,
  rowsOf,
  type Setpoint,
} from './index';
import { dice, RATING_A, type RealSocket, realGrid, realSockets, vanPhasesAt, type Weather } from './world.fixture';

/** A depot in virtual time: real sockets that obey late, wrongly or not at all, and control, which knows only what it hears. */
export class WorldRun {
  nowMs = 1_000_000;
  ledger: Ledger = emptyLedger();
  nodes;
  targets: Record<string, number> = {};
  readonly sockets: RealSocket[];
  private readonly heard = new Map<string, ControlSocket>();
  private readonly queue: { atMs: number; run: () => void }[] = [];
  private readonly roll: (sides: number) => number;
  private wakeAtMs: number | null = null;
  private ids = 0;

  constructor(
    seed: number,
    count: number,
    private weather: Weather,
    private readonly onStep: (world: WorldRun, before: Ledger, step: ControlStep) => void,
  ) {
    this.roll = dice(seed);
    this.sockets = realSockets(count, weather.quirks, this.roll);
    this.nodes = realGrid(30, 60);
    for (const socket of this.sockets) {
      this.hear(socket);
      this.follow(socket);
      this.measureForever(socket);
    }
  }

  picture(): ControlPicture {
    return { mode: 'live', nodes: this.nodes, sockets: [...this.heard.values()], settings: defaultControlSettings };
  }

  limits(siteKw: number, feederA: number): void {
    this.nodes = realGrid(siteKw, feederA);
    this.look();
  }

  /** Targets that keep the limits, or wild ones that do not: control has to be safe with both. */
  aim(wild: boolean): void {
    const rows = new Map(rowsOf(this.ledger).map((row) => [row.socket, row]));
    const demands = this.sockets.map((socket, i) => ({
      id: socket.id,
      node: socket.node,
      phases: rows.get(socket.id)?.phases ?? socket.phases,
      minA: 6,
      maxA: RATING_A,
      wantA: socket.plugged ? RATING_A : 0,
      priority: ((i * 7 + this.roll(3)) % 10) / 10,
      currentA: 0,
      reservedA: null,
      canPause: true,
    }));
    const released = this.sockets.map(({ node, phases }, i) => {
      return { node, released: phases.filter((phase) => !demands[i]?.phases.includes(phase)), leastA: 6 };
    });
    const nodes = lessReturnReserve(
      this.nodes,
      released.filter(({ released }) => released.length > 0),
    );
    const { sockets } = slicesAllocator.allocate({ nodes, sockets: demands });
    for (const { socket, amps } of sockets) this.targets[socket] = wild ? this.roll(40) : amps;
    this.takeTargets();
  }

  plug(index: number): void {
    const socket = this.pick(index);
    socket.plugged = !socket.plugged;
    socket.appetiteA = this.roll(2) === 0 ? RATING_A : this.roll(27) + 6;
    socket.epoch += socket.plugged ? 1 : 0;
    socket.vanPhases = vanPhasesAt(socket.phases, this.roll);
    if (socket.quirk === 'reverts' && socket.plugged) socket.pilotA = RATING_A;
    if (!socket.plugged) socket.drawnA = 0;
    this.hear(socket);
    this.follow(socket);
    this.look();
  }

  /** Its vehicle draws on all phases from now on, whatever it did before. */
  takeUp(index: number): void {
    const socket = this.pick(index);
    if (socket.vanPhases.length < socket.phases.length) socket.tookUpAtMs = this.nowMs;
    socket.vanPhases = socket.phases;
  }

  loseOrFind(index: number): void {
    const socket = this.pick(index);
    socket.lost = !socket.lost;
    socket.epoch += socket.lost ? 0 : 1;
    this.hear(socket);
    this.look();
  }

  restart(): void {
    this.ledger = ledgerFrom(rowsOf(this.ledger), this.nowMs);
    this.takeTargets();
  }

  /** From here on everybody is honest and nothing is lost. */
  clearUp(): void {
    this.weather = { lossPct: 0, twicePct: 0, latePct: 0, quirks: ['honest'] };
    for (const socket of this.sockets) {
      socket.quirk = 'honest';
      if (socket.lost) this.loseOrFind(this.sockets.indexOf(socket));
    }
  }

  run(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const event = this.queue.reduce<(typeof this.queue)[number] | null>(
        (first, one) => (first === null || one.atMs < first.atMs ? one : first),
        null,
      );
      const nextMs = Math.min(event?.atMs ?? Number.POSITIVE_INFINITY, this.wakeAtMs ?? Number.POSITIVE_INFINITY);
      if (nextMs > untilMs) break;
      this.nowMs = Math.max(this.nowMs, nextMs);
      if (event !== null && event.atMs <= nextMs) {
        this.queue.splice(this.queue.indexOf(event), 1);
        event.run();
      } else this.look();
    }
    this.nowMs = untilMs;
  }

  look(): void {
    const before = this.ledger;
    const step = advance(before, this.picture(), this.nowMs, () => `sp-${++this.ids}`);
    this.ledger = step.ledger;
    this.wakeAtMs = step.wakeAtMs;
    this.onStep(this, before, step);
    for (const setpoint of step.send) this.carry(setpoint);
  }

  private takeTargets(): void {
    const targets = Object.entries(this.targets).map(([socket, amps], i) => ({
      socket,
      amps,
      priority: (i % 5) / 5,
      reason: 'as planned',
    }));
    this.ledger = aimed(this.ledger, targets);
    this.look();
  }

  private carry(setpoint: Setpoint): void {
    const socket = this.sockets.find(({ id }) => id === setpoint.socket) as RealSocket;
    if (this.roll(100) < this.weather.lossPct || socket.lost) return;
    socket.underWay.push(setpoint);
    socket.deliveredAtMs = Math.max(socket.deliveredAtMs, this.nowMs + 50 + this.roll(3_000));
    this.at(socket.deliveredAtMs, () => this.deliver(socket, setpoint));
  }

  private deliver(socket: RealSocket, setpoint: Setpoint): void {
    socket.underWay.splice(socket.underWay.indexOf(setpoint), 1);
    const isLate = this.nowMs > setpoint.expiresAtMs;
    if (!isLate && (socket.quirk === 'honest' || socket.quirk === 'reverts')) {
      socket.pilotA = setpoint.amps;
      this.follow(socket);
    }
    this.reply(setpoint, isLate ? 4 : socket.quirk === 'refuses' ? 1 : 0);
  }

  private reply({ id, socket }: Setpoint, resultCode: number): void {
    if (this.roll(100) < this.weather.lossPct) return;
    const times = this.roll(100) < this.weather.twicePct ? 2 : 1;
    for (let i = 0; i < times; i++) {
      const delayMs = this.roll(100) < this.weather.latePct ? this.roll(40_000) : this.roll(1_500);
      this.at(this.nowMs + delayMs, () => {
        this.ledger = answered(this.ledger, { setpointId: id, socket, resultCode }, this.nowMs);
        this.look();
      });
    }
  }

  /** A vehicle follows its pilot 5 to 15 s later, whatever the pilot is by then. */
  private follow(socket: RealSocket): void {
    this.at(this.nowMs + 5_000 + this.roll(10_000), () => {
      socket.drawnA = socket.plugged ? Math.min(socket.pilotA, socket.appetiteA) : 0;
    });
  }

  private measureForever(socket: RealSocket): void {
    this.at(this.nowMs + 3_000 + this.roll(57_000), () => {
      if (!socket.lost) this.hear(socket, true);
      this.look();
      this.measureForever(socket);
    });
  }

  private hear(socket: RealSocket, metered = false): void {
    const before = this.heard.get(socket.id);
    const meter = metered
      ? { meteredA: socket.drawnA, meteredAtMs: this.nowMs, phaseCurrentsA: currentsOf(socket) }
      : { meteredA: before?.meteredA ?? null, meteredAtMs: before?.meteredAtMs ?? null, phaseCurrentsA: before?.phaseCurrentsA ?? null };
    const { id, chargePoint, node, phases, plugged, lost, epoch, gapMs } = socket;
    this.heard.set(id, { id, chargePoint, minMessageGapMs: gapMs, node, phases, minA: 6, maxA: RATING_A, plugged, lost, epoch, ...meter });
  }

  private at(atMs: number, run: () => void): void {
    this.queue.push({ atMs, run });
  }

  private pick(index: number): RealSocket {
    return this.sockets[index % this.sockets.length] as RealSocket;
  }
}

function currentsOf({ phases, vanPhases, drawnA }: RealSocket): number[] {
  return phases.map((phase) => (vanPhases.includes(phase) ? drawnA : 0));
}
