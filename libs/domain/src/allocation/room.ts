import type { GridNode } from '../grid';
import { VOLTAGE_V } from '../units';

/** What is left under every limit of a grid, kept flat so that a thousand sockets are dealt with in milliseconds. */
export interface Room {
  readonly nodes: readonly GridNode[];
  /** Four figures a node: W, and A on L1, L2 and L3. No limit is Infinity. */
  readonly free: Float64Array;
  readonly indexById: ReadonlyMap<string, number>;
  /** What is wrong with a node; nothing is granted below such a node. */
  readonly faultOf: readonly (string | null)[];
}

/** The nodes from a socket's own up to its connection, as indexes; or why there are none. */
export interface Way {
  readonly path: Int32Array;
  readonly fault: string | null;
}

/** Sums of doubles may miss a limit by this much (W or A) without breaking it. */
const ROUNDING = 1e-7;

export function openRoom(nodes: readonly GridNode[]): Room {
  const free = new Float64Array(nodes.length * 4);
  const indexById = new Map<string, number>();
  const faultOf: (string | null)[] = nodes.map(limitFault);
  nodes.forEach((node, index) => {
    const first = indexById.get(node.id);
    if (first === undefined) indexById.set(node.id, index);
    else faultOf[first] = `there are two nodes ${node.id}`;
    const { limitKw, limitA } = node;
    free[index * 4] = limitKw === null ? Number.POSITIVE_INFINITY : limitKw * 1000;
    for (let phase = 0; phase < 3; phase++) free[index * 4 + 1 + phase] = limitA?.[phase] ?? Number.POSITIVE_INFINITY;
  });
  return { nodes, free, indexById, faultOf };
}

function limitFault({ id, limitKw, limitA }: GridNode): string | null {
  const isLimit = (limit: number | null) => limit == null || limit >= 0;
  const isSound = isLimit(limitKw) && (limitA == null || (isLimit(limitA[0]) && isLimit(limitA[1]) && isLimit(limitA[2])));
  return isSound ? null : `the limit of ${id} is not a number from 0 up`;
}

/** Whether more is booked than some limit allows. */
export function isBroken({ free }: Room): boolean {
  for (let slot = 0; slot < free.length; slot++) if ((free[slot] as number) < -ROUNDING) return true;
  return false;
}

/** Stops at the first fault with what was walked so far, so that what is reserved there still counts as far as it is known. */
export function wayIn(room: Room, nodeId: string): Way {
  const path: number[] = [];
  let fault: string | null = null;
  for (let id: string | null = nodeId; id !== null; ) {
    const index = room.indexById.get(id);
    if (index === undefined) return { path: new Int32Array(path), fault: `there is no node ${id}` };
    if (path.includes(index)) return { path: new Int32Array(path), fault: `${id} is fed from itself` };
    fault ??= room.faultOf[index] ?? null;
    path.push(index);
    id = (room.nodes[index] as GridNode).parent;
  }
  return { path: new Int32Array(path), fault };
}

/** The index of the nearest node without room for these amps on these phases, or -1 when they fit. */
export function blockerOf(room: Room, path: Int32Array, phases: readonly number[], amps: number): number {
  const watts = amps * phases.length * VOLTAGE_V;
  const { free } = room;
  for (let step = 0; step < path.length; step++) {
    const index = path[step] as number;
    const base = index * 4;
    if ((free[base] as number) + ROUNDING < watts) return index;
    for (let i = 0; i < phases.length; i++) if ((free[base + 1 + (phases[i] as number)] as number) + ROUNDING < amps) return index;
  }
  return -1;
}

/** The amps that still fit on these phases; below 0 where a limit is already broken. */
export function spareA(room: Room, path: Int32Array, phases: readonly number[]): number {
  const { free } = room;
  let spare = Number.POSITIVE_INFINITY;
  for (let step = 0; step < path.length; step++) {
    const base = (path[step] as number) * 4;
    spare = Math.min(spare, (free[base] as number) / (phases.length * VOLTAGE_V));
    for (let i = 0; i < phases.length; i++) spare = Math.min(spare, free[base + 1 + (phases[i] as number)] as number);
  }
  return spare;
}

/** Books amps on these phases; negative amps give them back. */
export function take(room: Room, path: Int32Array, phases: readonly number[], amps: number): void {
  const watts = amps * phases.length * VOLTAGE_V;
  const { free } = room;
  for (let step = 0; step < path.length; step++) {
    const base = (path[step] as number) * 4;
    free[base] = (free[base] as number) - watts;
    for (let i = 0; i < phases.length; i++) {
      const slot = base + 1 + (phases[i] as number);
      free[slot] = (free[slot] as number) - amps;
    }
  }
}
