import type { SetpointState, SocketState } from '@headroom/contracts';
import { evLoadOf, evLoadOfSocketsAt, kwOfAmps, type PowerSample, withSample } from '@headroom/domain';

/** A meter's batch may come 5 minutes late, and is not believed after 7: what the EVs drew then is kept a little longer. */
const KEEP_MS = 15 * 60_000;

interface SocketLoad {
  readonly connection: string;
  readonly phases: 1 | 3;
  readonly realPowerW: number | null;
  readonly lost: boolean;
  readonly history: readonly PowerSample[];
}

/** What the EVs of one depot draw, and drew when its meters were read. Times are ours (receipt): charge points' clocks drift. */
export class EvLoads {
  private readonly sockets = new Map<string, SocketLoad>();
  private readonly restored = new Map<string, PowerSample>();

  /** What a process before this one found for a connection's last meter reading: it knew the measures of before. */
  restore(connection: string, found: PowerSample): void {
    this.restored.set(connection, found);
  }

  /** Takes what a socket was last heard to draw. */
  heard(state: SocketState, connection: string, phases: 1 | 3, nowMs: number): void {
    const heardAtMs = state.lastHeardAt === null ? nowMs : Math.min(Date.parse(state.lastHeardAt), nowMs);
    const before = this.sockets.get(state.socket);
    const sample = { atMs: heardAtMs, kw: (state.realPowerW ?? 0) / 1000 };
    const history = state.lost ? (before?.history ?? []) : withSample(before?.history ?? [], sample, nowMs - KEEP_MS);
    this.sockets.set(state.socket, { connection, phases, realPowerW: state.realPowerW, lost: state.lost, history });
  }

  /**
   * Takes what a socket was told. From then on it may draw less than it was last metered to, and a site meter read before
   * its next measure would show room that the other sockets were already given.
   */
  told({ socket, toldA, issuedAt }: SetpointState, nowMs: number): void {
    const load = this.sockets.get(socket);
    const drawnKw = load?.history.at(-1)?.kw;
    if (!load || drawnKw === undefined || toldA === null || issuedAt === null) return;
    const allowedKw = kwOfAmps(toldA, load.phases);
    if (allowedKw >= drawnKw) return;
    const sample = { atMs: Math.min(Date.parse(issuedAt), nowMs), kw: allowedKw };
    this.sockets.set(socket, { ...load, history: withSample(load.history, sample, nowMs - KEEP_MS) });
  }

  forget(socket: string): void {
    this.sockets.delete(socket);
  }

  /** kW now, as last heard. */
  nowKw(connection: string): number {
    return evLoadOf(this.of(connection));
  }

  /** kW at a moment; never more than it may have been, so that no room is made twice. */
  atKw(connection: string, atMs: number): number {
    const kw = evLoadOfSocketsAt(this.of(connection), atMs);
    const before = this.restored.get(connection);
    return before?.atMs === atMs ? Math.min(kw, before.kw) : kw;
  }

  private *of(connection: string): Iterable<SocketLoad> {
    for (const load of this.sockets.values()) if (load.connection === connection) yield load;
  }
}
