import type { SetpointState, SocketState } from '@headroom/contracts';
import { evLoadOf, evLoadRangeOfSocketsAt, kwOfAmps, type LoadRange, type PowerSample, withSample } from '@headroom/domain';

/** A meter's batch may come 5 minutes late, and is not believed after 7: what the EVs drew then is kept a little longer. */
const KEEP_MS = 15 * 60_000;

interface SocketLoad {
  readonly connection: string;
  readonly phases: 1 | 3;
  readonly plugged: boolean;
  readonly realPowerW: number | null;
  readonly lost: boolean;
  readonly history: readonly PowerSample[];
}

/** What the EVs of one depot draw, and drew when its meters were read. Times are ours (receipt): charge points' clocks drift. */
export class EvLoads {
  private readonly sockets = new Map<string, SocketLoad>();

  /** Takes what a socket was last heard to draw. */
  heard(state: SocketState, connection: string, phases: 1 | 3, nowMs: number): void {
    const heardAtMs = state.lastHeardAt === null ? nowMs : Math.min(Date.parse(state.lastHeardAt), nowMs);
    const before = this.sockets.get(state.socket);
    const sample = { atMs: heardAtMs, kw: (state.realPowerW ?? 0) / 1000 };
    const history = state.lost ? (before?.history ?? []) : withSample(before?.history ?? [], sample, nowMs - KEEP_MS);
    const { plugged, realPowerW, lost } = state;
    this.sockets.set(state.socket, { connection, phases, plugged, realPowerW, lost, history });
  }

  /** Takes what a socket was told: from then on, until it is measured again, it may draw that instead. */
  told({ socket, toldA, issuedAt }: SetpointState, nowMs: number): void {
    const load = this.sockets.get(socket);
    if (!load?.plugged || toldA === null || issuedAt === null) return;
    const sample = { atMs: Math.min(Date.parse(issuedAt), nowMs), kw: kwOfAmps(toldA, load.phases), told: true as const };
    this.sockets.set(socket, { ...load, history: withSample(load.history, sample, nowMs - KEEP_MS) });
  }

  forget(socket: string): void {
    this.sockets.delete(socket);
  }

  /** kW now, as last heard. */
  nowKw(connection: string): number {
    return evLoadOf(this.of(connection));
  }

  /** kW that they may have drawn at a moment. */
  rangeAt(connection: string, atMs: number): LoadRange {
    return evLoadRangeOfSocketsAt(this.of(connection), atMs);
  }

  private *of(connection: string): Iterable<SocketLoad> {
    for (const load of this.sockets.values()) if (load.connection === connection) yield load;
  }
}
