import type { SimulatedSocket } from '../charge-point/simulated-socket';
import type { Van } from '../physics/van';

interface Waiting {
  readonly van: Van;
  readonly tag: string | null;
}

/** Where vans and sockets meet: who is plugged in where, and who waits for a socket to become free. */
export class Yard {
  private readonly plugged = new Map<string, SimulatedSocket>();
  private readonly waiting: Waiting[] = [];

  constructor(readonly sockets: ReadonlyMap<string, SimulatedSocket>) {}

  /** Plugs the van in, at this socket or else at the first free one; without one it waits its turn. */
  park(van: Van, tag: string | null, socketId?: string): void {
    const socket = socketId === undefined ? this.freeSocket() : this.sockets.get(socketId);
    if (!socket?.isFree) return void this.waiting.push({ van, tag });
    socket.plug(van, tag);
    this.plugged.set(van.id, socket);
  }

  /** Begins with the van charging at this socket. */
  hold(van: Van, tag: string | null, socketId: string): void {
    const socket = this.sockets.get(socketId);
    if (!socket?.isFree) throw new Error(`${socketId} is no free socket`);
    socket.holdFromBefore(van, tag);
    this.plugged.set(van.id, socket);
  }

  /** Takes the van out, as charged as it is; null where it is not in the yard. The next one waiting gets its socket. */
  take(vanId: string): Van | null {
    const queued = this.waiting.findIndex(({ van }) => van.id === vanId);
    if (queued >= 0) return this.waiting.splice(queued, 1)[0]?.van ?? null;
    const socket = this.plugged.get(vanId);
    if (!socket) return null;
    this.plugged.delete(vanId);
    const van = socket.unplug();
    const next = this.waiting.shift();
    if (next) this.park(next.van, next.tag);
    return van;
  }

  /** The van as it is now, if it is in the yard. */
  van(vanId: string): Van | null {
    return this.plugged.get(vanId)?.van() ?? this.waiting.find(({ van }) => van.id === vanId)?.van ?? null;
  }

  private freeSocket(): SimulatedSocket | undefined {
    for (const socket of this.sockets.values()) if (socket.isFree) return socket;
    return undefined;
  }
}
