// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseModel } from './phase-model';

/**
 * Who gets how much in which slot, and what that leaves under every limit. The masks say the same in bits, kept in step by `put`:
 * which slots a job could still take more in, which it charges in, who charges in a slot, which slots are full under a constraint.
 *
 * Amounts below `step` count as nothing in the masks: an exchange under a kW limit swaps one unit of three phases for three of one phase,
 * so that it moves nine at a time.
 */
export interface PhaseLoad {
  readonly model: PhaseModel;
  step: number;
  readonly units: Int32Array;
  readonly unserved: Int32Array;
  readonly left: Int32Array;
  readonly canTakeMore: Int32Array;
  readonly charges: Int32Array;
  readonly chargers: Int32Array;
  readonly full: Int32Array;
}

/** Nothing given to anybody. */
export function emptyLoad(model: PhaseModel, capacity: Int32Array): PhaseLoad {
  const { jobs, slots, jobWords, slotWords, constraints } = model;
  const load: PhaseLoad = {
    model,
    step: model.isKw.includes(1) ? 9 : 1,
    units: new Int32Array(jobs * slots),
    unserved: model.need.slice(),
    left: capacity.slice(),
    canTakeMore: new Int32Array(jobs * slotWords),
    charges: new Int32Array(jobs * slotWords),
    chargers: new Int32Array(slots * jobWords),
    full: new Int32Array(constraints * slotWords),
  };
  for (let i = 0; i < jobs; i++)
    if ((model.most[i] as number) >= load.step)
      for (let word = 0; word < slotWords; word++) load.canTakeMore[i * slotWords + word] = model.window[i * slotWords + word] as number;
  for (let c = 0; c < constraints; c++) for (let rank = 0; rank < slots; rank++) markFull(load, c, rank);
  return load;
}

/** From now on amounts below `step` count as nothing. */
export function countFrom(load: PhaseLoad, step: number): void {
  const { model, canTakeMore, charges, chargers, units } = load;
  const { jobs, slots, slotWords, jobWords, constraints, window, most } = model;
  load.step = step;
  canTakeMore.fill(0);
  charges.fill(0);
  chargers.fill(0);
  for (let i = 0; i < jobs; i++)
    for (let word = 0; word < slotWords; word++) {
      for (let set = window[i * slotWords + word] as number; set !== 0; ) {
        const bit = set & -set;
        set ^= bit;
        const rank = (word << 5) + 31 - Math.clz32(bit);
        const now = units[i * slots + rank] as number;
        if ((most[i] as number) - now >= step) canTakeMore[i * slotWords + word]! |= bit;
        if (now < step) continue;
        charges[i * slotWords + word]! |= bit;
        chargers[rank * jobWords + (i >> 5)]! |= 1 << (i & 31);
      }
    }
  for (let c = 0; c < constraints; c++) for (let rank = 0; rank < slots; rank++) markFull(load, c, rank);
}

/** Other limits for the same load, which they must hold. */
export function underLimits(load: PhaseLoad, before: Int32Array, after: Int32Array): void {
  const { slots, constraints } = load.model;
  for (let c = 0; c < constraints; c++)
    for (let rank = 0; rank < slots; rank++) {
      const at = c * slots + rank;
      if (before[at] === after[at]) continue;
      load.left[at]! += (after[at] as number) - (before[at] as number);
      markFull(load, c, rank);
    }
}

function markFull({ model, left, full, step }: PhaseLoad, c: number, rank: number): void {
  const isFull = (left[c * model.slots + rank] as number) < (model.isKw[c] === 1 ? 3 * step : step);
  const at = c * model.slotWords + (rank >> 5);
  const bit = 1 << (rank & 31);
  full[at] = isFull ? (full[at] as number) | bit : (full[at] as number) & ~bit;
}

/** Gives job i `amount` units more (less, if negative) in the slot of that rank; what it needs is the caller's to count. */
export function put(load: PhaseLoad, i: number, rank: number, amount: number): void {
  const { model, units, left, canTakeMore, charges, chargers, full, step } = load;
  const { slots, slotWords, jobWords, path, pathStart, isKw } = model;
  const now = (units[i * slots + rank] as number) + amount;
  units[i * slots + rank] = now;
  const word = i * slotWords + (rank >> 5);
  const bit = 1 << (rank & 31);
  canTakeMore[word] = (model.most[i] as number) - now >= step ? (canTakeMore[word] as number) | bit : (canTakeMore[word] as number) & ~bit;
  const column = rank * jobWords + (i >> 5);
  if (now >= step) {
    charges[word]! |= bit;
    chargers[column]! |= 1 << (i & 31);
  } else {
    charges[word]! &= ~bit;
    chargers[column]! &= ~(1 << (i & 31));
  }
  const wh = amount * (model.phases[i] as number);
  for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
    const c = path[at] as number;
    const kw = isKw[c] === 1;
    const rest = (left[c * slots + rank] as number) - (kw ? wh : amount);
    left[c * slots + rank] = rest;
    const flag = c * slotWords + (rank >> 5);
    if (rest < (kw ? 3 * step : step)) full[flag]! |= bit;
    else full[flag]! &= ~bit;
  }
}

/** Units that job i could still take in the slot of that rank, whatever it needs. */
export function roomFor({ model, units, left }: PhaseLoad, i: number, rank: number): number {
  const { slots, path, pathStart, isKw } = model;
  let room = (model.most[i] as number) - (units[i * slots + rank] as number);
  for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
    const c = path[at] as number;
    const rest = left[c * slots + rank] as number;
    const own = isKw[c] === 1 ? Math.floor(rest / (model.phases[i] as number)) : rest;
    if (own < room) room = own;
  }
  return room;
}
