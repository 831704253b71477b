import type { DepotAllocation, DepotDossier, SetpointState, SocketState } from '@headroom/contracts';
import {
  ampsOfKw,
  calmLimitKw,
  type LoadLately,
  learnedUse,
  mustGoOn,
  type OnOff,
  onOffNow,
  pausedUntilMs,
  type SocketUse,
  steadySettings,
  withLoad,
} from '@headroom/domain';
import { type ConnectionRow, loadBesideVansKw, type Meter } from './load-beside-vans';

type Socket = DepotDossier['chargePoints'][number]['sockets'][number];

interface SocketMemory {
  readonly van: string;
  readonly onOff?: OnOff;
  readonly use?: SocketUse;
  readonly priority?: number;
}

/** What is remembered of a depot so that its setpoints are calm (libs/domain/steady). A new process begins without and needs minutes to learn it again. */
export class SteadyDepot {
  private readonly loads = new Map<string, LoadLately>();
  private readonly sockets = new Map<string, SocketMemory>();

  hearHeadroom(rows: readonly ConnectionRow[], meterOf: (connection: string) => Meter, nowMs: number): void {
    for (const row of rows) {
      const loadKw = loadBesideVansKw(row, meterOf(row.id));
      // What a silent meter is taken for is no load that was seen.
      if (loadKw === null) this.loads.delete(row.id);
      else this.loads.set(row.id, withLoad(this.loads.get(row.id) ?? [], loadKw, nowMs));
    }
  }

  /** Takes a look at a socket: what it was told, and what its EV makes of it. */
  hearSocket(socket: Socket, state: SocketState, setpoint: SetpointState | undefined, nowMs: number): void {
    const van = vanOf(state);
    const before = this.sockets.get(socket.id);
    const same = before?.van === van ? before : { van };
    if (!state.plugged) return void this.sockets.set(socket.id, { van });
    const toldA = setpoint?.toldA ?? 0;
    const setpointA = setpoint?.state === 'confirmed' || setpoint?.state === 'accepted' ? toldA : 0;
    const isCharging = state.status === 'Charging' && !state.lost;
    const drawnA = isCharging
      ? (state.currentA ?? (state.realPowerW === null ? null : ampsOfKw(state.realPowerW / 1000, socket.phases)))
      : null;
    this.sockets.set(socket.id, {
      ...same,
      use: learnedUse(same.use, { atMs: nowMs, setpointA, drawnA, maxA: socket.maxLimitA }),
    });
  }

  /** Takes what was decided. What control cuts in between is no decision: it may go on as soon as there is room. */
  decided(sockets: DepotAllocation['sockets'], nowMs: number): void {
    for (const { socket, amps } of sockets) {
      const memory = this.sockets.get(socket);
      if (memory?.van) this.sockets.set(socket, { ...memory, onOff: onOffNow(memory.onOff, amps, nowMs) });
    }
  }

  /** The limit of a connection for this decision, kW. @param outKw what its setpoints come to. */
  limitKw(row: ConnectionRow, meter: Meter, outKw: number, nowMs: number): number {
    const loadKw = loadBesideVansKw(row, meter);
    if (loadKw === null) return row.grantableKw;
    const room = { nowKw: row.grantableKw, mostKw: row.grantableKw + loadKw, outKw };
    return calmLimitKw(this.loads.get(row.id) ?? [], room, nowMs);
  }

  /** The priority that counts: as last ranked, so that two vans that draw level do not take turns. */
  priority(socket: string, now: number | undefined): number | undefined {
    const memory = this.sockets.get(socket);
    if (memory?.priority !== undefined) return memory.priority;
    if (memory && now !== undefined) this.sockets.set(socket, { ...memory, priority: now });
    return now;
  }

  /** From the next decision on priorities count as they are then. */
  rankAnew(): void {
    for (const [socket, memory] of this.sockets) this.sockets.set(socket, { ...memory, priority: undefined });
  }

  ceilingA(socket: string): number {
    return this.sockets.get(socket)?.use?.ceilingA ?? Number.POSITIVE_INFINITY;
  }

  mustGoOn(socket: string, nowMs: number): boolean {
    const onOff = this.sockets.get(socket)?.onOff;
    return onOff !== undefined && mustGoOn(onOff, nowMs);
  }

  pausedUntilMs(socket: string, nowMs: number, minOffMs = steadySettings.minOffMs): number | null {
    const onOff = this.sockets.get(socket)?.onOff;
    return onOff === undefined ? null : pausedUntilMs(onOff, nowMs, { ...steadySettings, minOffMs });
  }
}

/** Another van, or the same one plugged in anew, begins without a past. */
const vanOf = ({ plugged, vehicle, pluggedAt }: SocketState): string => (plugged ? `${vehicle ?? ''} ${pluggedAt ?? ''}` : '');
