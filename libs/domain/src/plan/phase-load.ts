// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseModel } from './phase-model';

/**
 * Who gets how much in which slot, and what that leaves under every limit. The masks say the same in bits, kept in step by `put`:
 * which slots a job could still take more in, which it charges in, who charges in a slot, which slots are full under a constraint.
 */
export interface PhaseLoad {
  readonly model: PhaseModel;
  /** By job and rank. */
  readonly units: Int32Array;
  readonly unserved: Int32Array;
  /** By constraint and rank. */
  readonly left: Int32Array;
  readonly canTakeMore: Int32Array;
  readonly charges: Int32Array;
  readonly chargers: Int32Array;
  readonly full: Int32Array;
}

/** Nothing given to anybody. */
export function emptyLoad(model: PhaseModel, capacity: Int32Array): PhaseLoad {
  const { jobs, slots, jobWords, slotWords, constraints, grain } = model;
  const load: PhaseLoad = {
    model,
    units: new Int32Array(jobs * slots),
    unserved: model.need.slice(),
    left: capacity.slice(),
    canTakeMore: new Int32Array(jobs * slotWords),
    charges: new Int32Array(jobs * slotWords),
    chargers: new Int32Array(slots * jobWords),
    full: new Int32Array(constraints * slotWords),
  };
  for (let i = 0; i < jobs; i++)
    if (model.most[i]! >= grain)
      for (let word = 0; word < slotWords; word++) load.canTakeMore[i * slotWords + word] = model.window[i * slotWords + word]!;
  markAllFull(load);
  return load;
}

/** The same load under other limits; where it passes one, less than nothing is left. */
export function underLimits({ model, left, full }: PhaseLoad, before: Int32Array, after: Int32Array): void {
  for (let at = 0; at < left.length; at++) left[at]! += after[at]! - before[at]!;
  markAllFull({ model, left, full });
}

/** From now on a limit that is passed already may be passed no further. */
export function keepAsPassed({ model, left, full }: PhaseLoad): void {
  for (let at = 0; at < left.length; at++) if (left[at]! < 0) left[at] = 0;
  markAllFull({ model, left, full });
}

function markAllFull({ model, left, full }: Pick<PhaseLoad, 'model' | 'left' | 'full'>): void {
  const { constraints, slots, slotWords, fullBelow } = model;
  full.fill(0);
  for (let c = 0; c < constraints; c++)
    for (let rank = 0; rank < slots; rank++)
      if (left[c * slots + rank]! < fullBelow[c]!) full[c * slotWords + (rank >> 5)]! |= 1 << (rank & 31);
}

/** Gives job i `amount` units more (less, if negative) in the slot of that rank; what it needs is the caller's to count. */
export function put(load: PhaseLoad, i: number, rank: number, amount: number): void {
  const { model, units, left, canTakeMore, charges, chargers, full } = load;
  const { slots, slotWords, jobWords, path, pathStart, isKw, grain, fullBelow } = model;
  const now = units[i * slots + rank]! + amount;
  units[i * slots + rank] = now;
  const word = i * slotWords + (rank >> 5);
  const bit = 1 << (rank & 31);
  if (model.most[i]! - now >= grain) canTakeMore[word]! |= bit;
  else canTakeMore[word]! &= ~bit;
  const column = rank * jobWords + (i >> 5);
  if (now >= grain) {
    charges[word]! |= bit;
    chargers[column]! |= 1 << (i & 31);
  } else {
    charges[word]! &= ~bit;
    chargers[column]! &= ~(1 << (i & 31));
  }
  const wh = amount * model.phases[i]!;
  for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
    const c = path[at]!;
    const rest = left[c * slots + rank]! - (isKw[c] === 1 ? wh : amount);
    left[c * slots + rank] = rest;
    const flag = c * slotWords + (rank >> 5);
    if (rest < fullBelow[c]!) full[flag]! |= bit;
    else full[flag]! &= ~bit;
  }
}

/** Units that job i could still take in the slot of that rank, whatever it needs. */
export function roomFor({ model, units, left }: PhaseLoad, i: number, rank: number): number {
  const { slots, path, pathStart, isKw } = model;
  let room = model.most[i]! - units[i * slots + rank]!;
  for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
    const c = path[at]!;
    const rest = left[c * slots + rank]!;
    const own = isKw[c] === 1 ? Math.floor(rest / model.phases[i]!) : rest;
    if (own < room) room = own;
  }
  return room;
}

/** Gives job i what it still needs, down to `keep` units, in its cheapest slots that have room. */
export function fillCheapest(load: PhaseLoad, i: number, keep: number): void {
  const { slotWords, window, path, pathStart, grain } = load.model;
  for (let word = 0; word < slotWords; word++) {
    let set = window[i * slotWords + word]!;
    if (load.unserved[i]! - keep >= grain) {
      set &= load.canTakeMore[i * slotWords + word]!;
      for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end && set !== 0; at++) set &= ~load.full[path[at]! * slotWords + word]!;
    }
    for (; set !== 0; set &= set - 1) {
      const missing = load.unserved[i]! - keep;
      if (missing <= 0) return;
      const rank = (word << 5) + 31 - Math.clz32(set & -set);
      const amount = Math.min(missing, roomFor(load, i, rank));
      if (amount <= 0) continue;
      put(load, i, rank, amount);
      load.unserved[i]! -= amount;
    }
  }
}

/** What the load leaves unserved, in money. */
export function shortage({ unserved, model: { worth } }: PhaseLoad): number {
  let sum = 0;
  for (let i = 0; i < unserved.length; i++) sum += unserved[i]! * worth[i]!;
  return sum;
}

const PARTS = ['units', 'unserved', 'left', 'canTakeMore', 'charges', 'chargers', 'full'] as const;

export function copyOf(load: PhaseLoad): PhaseLoad {
  const copy = emptyLoad(load.model, load.left);
  restore(copy, load);
  return copy;
}

/** Makes a load what another of the same model is. */
export function restore(load: PhaseLoad, from: PhaseLoad): void {
  for (const part of PARTS) load[part].set(from[part]);
}
