// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type Flow, give, roomFor, serve } from './flow';
import { rerouteFor } from './reroute-for';

/** Jobs between which the order of slots by room is not looked up anew. */
const SAME_ORDER_JOBS = 8;

/**
 * How much each of these jobs gets when they go one after another, each taking all it can without taking from those before it, by moving them
 * to other slots if need be. What can be served at all forms a polymatroid, so that this order of going makes the weighted sum the greatest.
 * The flow must have been restarted with what they lack.
 */
export function serveInOrder(flow: Flow, jobs: readonly number[]): void {
  jobs.forEach((job, turn) => {
    if (turn % SAME_ORDER_JOBS === 0) orderByRoom(flow);
    serveJob(flow, job);
  });
}

/** Gives the job what it lacks, as far as that can be. */
function serveJob(flow: Flow, job: number): void {
  const { tree, shortWh, slotOrder } = flow;
  const from = tree.fromSlot[job]!;
  const until = tree.untilSlot[job]!;
  for (let place = 0; place < tree.slots && shortWh[job]! > 0; place++) {
    const slot = slotOrder[place]!;
    if (slot < from || slot >= until) continue;
    const wh = Math.min(shortWh[job]!, roomFor(flow, job, slot));
    if (wh <= 0) continue;
    give(flow, job, slot, wh);
    serve(flow, job, wh);
  }
  while (shortWh[job]! > 0 && rerouteFor(flow, job));
}

/** The slots where the root has most room first: who comes later finds room without moving anybody. One number a slot sorts fastest. */
function orderByRoom({ tree, roomWh, slotOrder }: Flow): void {
  const { slots, nodes } = tree;
  const keys = new Float64Array(slots);
  for (let slot = 0; slot < slots; slot++) keys[slot] = slot - roomWh[slot * nodes]! * slots;
  keys.sort();
  for (let place = 0; place < slots; place++) slotOrder[place] = ((keys[place]! % slots) + slots) % slots;
}
