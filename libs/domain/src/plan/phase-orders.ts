// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseLoad } from './phase-load';
import type { PhaseModel } from './phase-model';

/** What a limit has been seen to keep others from, by constraint. */
export type Scarcity = Float64Array;

export const unknownScarcity = ({ constraints }: PhaseModel): Scarcity => new Float64Array(constraints).fill(1);

/** Jobs by priority, with three phases counting as 3 ** favour: more than one, or less. */
export function orderByPriority({ weight, phases }: PhaseModel, favour: number): number[] {
  return descending(weight.map((each, i) => each * phases[i]! ** favour));
}

/**
 * Jobs by what they are worth for what they take of scarce limits: a three-phase van that meets one full phase is worth three times a one-phase
 * van there, and the same where all three are full. What is scarce is learnt from who was left short by the load.
 */
export function orderByScarcity({ model, full, unserved }: PhaseLoad, scarcity: Scarcity): number[] {
  const { jobs, path, pathStart, phases, isKw, weight, need, grain } = model;
  const met = new Float64Array(scarcity.length);
  for (let i = 0; i < jobs; i++) {
    if (unserved[i]! < grain) continue;
    const lost = (weight[i]! * unserved[i]!) / need[i]!;
    for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) met[path[at]!]! += lost * slotsFull(model, full, i, path[at]!);
  }
  for (let c = 0; c < met.length; c++) scarcity[c] = (scarcity[c]! + met[c]!) / 2;
  const worth = weight.map((each, i) => {
    let taken = 0;
    for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
      const c = path[at]!;
      taken += slotsFull(model, full, i, c) * (isKw[c] === 1 ? phases[i]! : 1) * scarcity[c]!;
    }
    return (each * phases[i]!) / (ANYWAY * phases[i]! + taken / Math.max(1, slotsInStay(model, i)));
  });
  return descending(model.classes ? sharedByEquals(model, worth) : worth);
}

/** The mean worth of those of one class and as many phases, who are to rise together. */
function sharedByEquals({ weight, phases }: PhaseModel, worth: Float64Array): Float64Array {
  const groups = new Map<string, number[]>();
  weight.forEach((each, i) => {
    const key = `${each} ${phases[i]}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const shared = new Float64Array(worth.length);
  for (const group of groups.values()) for (const i of group) shared[i] = group.reduce((sum, j) => sum + worth[j]!, 0) / group.length;
  return shared;
}

/** What a job counts as taking where nothing is scarce. */
const ANYWAY = 0.3;

const descending = (worth: Float64Array): number[] => Array.from(worth.keys()).sort((a, b) => worth[b]! - worth[a]! || a - b);

/** Slots of its stay in which job i meets the limit full. */
function slotsFull({ slotWords, window }: PhaseModel, full: Int32Array, i: number, c: number): number {
  let count = 0;
  for (let word = 0; word < slotWords; word++)
    for (let set = window[i * slotWords + word]! & full[c * slotWords + word]!; set !== 0; set &= set - 1) count++;
  return count;
}

function slotsInStay({ slotWords, window }: PhaseModel, i: number): number {
  let count = 0;
  for (let word = 0; word < slotWords; word++) for (let set = window[i * slotWords + word]!; set !== 0; set &= set - 1) count++;
  return count;
}
