import type { SetpointState, SocketState } from '@headroom/contracts';
import { evLoadRangeOfSocketsAt, kwOfAmps, type LoadRange, type PowerSample, withSample } from '@headroom/domain';

/** A meter's batch may come 5 minutes late, and is not believed after 7: what the EVs drew then is kept a little longer. */
const KEEP_MS = 15 * 60_000;

interface SocketLoad {
  readonly phases: 1 | 3;
  readonly plugged: boolean;
  readonly lost: boolean;
  /** Now; 0 while it is lost, as libs/domain's evLoadOf says why. */
  readonly kw: number;
  readonly history: readonly PowerSample[];
  /** At the moment of the meter reading that is held. */
  readonly atMeter: LoadRange;
}

/**
 * What the EVs of one connection draw, and drew when its meter was read. Times are ours (receipt): charge points' clocks drift.
 * Sums are kept up by what changes, so that a message costs the same in a depot of 1,000 sockets; each meter reading adds them up anew.
 */
export class EvLoads {
  private readonly sockets = new Map<string, SocketLoad>();
  private meterAtMs: number | null = null;
  private sum = { kw: 0, lowKw: 0, highKw: 0 };

  /** kW now, as last heard. */
  get nowKw(): number {
    return this.sum.kw;
  }

  /** kW that they may have drawn at the moment of the meter reading. */
  get atMeter(): LoadRange {
    return this.sum;
  }

  /** Takes what a socket was last heard to draw. */
  heard(state: SocketState, phases: 1 | 3, nowMs: number): void {
    const heardAtMs = state.lastHeardAt === null ? nowMs : Math.min(Date.parse(state.lastHeardAt), nowMs);
    // Chargers tell nothing more once a van has gone: the last power, told with that very message, would be given again for ever.
    const kw = state.plugged ? (state.realPowerW ?? 0) / 1000 : 0;
    const before = this.sockets.get(state.socket)?.history ?? [];
    const history = state.lost ? before : withSample(before, { atMs: heardAtMs, kw }, nowMs - KEEP_MS);
    this.put(state.socket, { phases, plugged: state.plugged, lost: state.lost, kw: state.lost ? 0 : kw, history });
  }

  /** Takes what a socket was told: from then on, until it is measured again, it may draw that instead. */
  told({ socket, toldA, issuedAt, phases }: SetpointState, nowMs: number): void {
    const load = this.sockets.get(socket);
    if (!load?.plugged || toldA === null || issuedAt === null) return;
    const sample = { atMs: Math.min(Date.parse(issuedAt), nowMs), kw: kwOfAmps(toldA, phases?.length ?? load.phases), told: true as const };
    this.put(socket, { ...load, history: withSample(load.history, sample, nowMs - KEEP_MS) });
  }

  meterRead(atMs: number): void {
    this.meterAtMs = atMs;
    this.sum = { kw: 0, lowKw: 0, highKw: 0 };
    for (const [socket, load] of this.sockets) {
      const { phases, plugged, lost, kw, history } = load;
      const anew = { phases, plugged, lost, kw, history, atMeter: this.rangeOf(load) };
      this.sockets.set(socket, anew);
      this.add(anew, 1);
    }
  }

  forget(socket: string): void {
    const load = this.sockets.get(socket);
    if (!load) return;
    this.add(load, -1);
    this.sockets.delete(socket);
  }

  private put(socket: string, load: Omit<SocketLoad, 'atMeter'>): void {
    const before = this.sockets.get(socket);
    if (before) this.add(before, -1);
    const { phases, plugged, lost, kw, history } = load;
    const after = { phases, plugged, lost, kw, history, atMeter: this.rangeOf(load) };
    this.sockets.set(socket, after);
    this.add(after, 1);
  }

  private add({ kw, atMeter }: SocketLoad, sign: 1 | -1): void {
    this.sum = {
      kw: this.sum.kw + sign * kw,
      lowKw: this.sum.lowKw + sign * atMeter.lowKw,
      highKw: this.sum.highKw + sign * atMeter.highKw,
    };
  }

  private rangeOf(load: Pick<SocketLoad, 'history' | 'lost'>): LoadRange {
    return this.meterAtMs === null ? { lowKw: 0, highKw: 0 } : evLoadRangeOfSocketsAt([load], this.meterAtMs);
  }
}
