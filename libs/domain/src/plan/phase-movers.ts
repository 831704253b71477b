// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseLoad } from './phase-load';
import type { Marginals } from './phase-marginals';

/** One for each phase and one for the kW. */
export const MOST_MOVERS = 4;

/** A share of a cost that is no difference. */
const TINY = 1e-9;

const chosen = new Int32Array(MOST_MOVERS);
const chosenRatio = new Float64Array(MOST_MOVERS);

/** Relieves the full limits of job i in that slot from its own node upwards; a job moved for a lower one counts for those above it. */
export function tryToMoveOthers(load: PhaseLoad, marginals: Marginals, i: number, rank: number, here: number): boolean {
  const { model, full } = load;
  const { slots, slotWords, jobWords, path, pathStart, phases, price, isKw, users } = model;
  const at1 = rank >> 5;
  const bit = 1 << (rank & 31);
  const best = marginals.cost[i] as number;
  let cost = here;
  let count = 0;
  for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
    const c = path[at] as number;
    if (((full[c * slotWords + at1] as number) & bit) === 0) continue;
    let wanted = isKw[c] === 1 ? (phases[i] as number) : 1;
    for (let k = 0; k < count && wanted > 0; k++) {
      const j = chosen[k] as number;
      if (((users[c * jobWords + (j >> 5)] as number) & (1 << (j & 31))) !== 0)
        wanted -= (chosenRatio[k] as number) * (isKw[c] === 1 ? (phases[j] as number) : 1);
    }
    if (wanted <= TINY) continue;
    if (count === MOST_MOVERS) return false;
    seek(load, marginals, c, rank);
    const cell = c * slots + rank;
    const j = marginals.first[cell] === i ? (marginals.second[cell] as number) : (marginals.first[cell] as number);
    if (j < 0) return false;
    const ratio = isKw[c] === 1 ? wanted / (phases[j] as number) : wanted;
    cost += ratio * ((marginals.cost[j] as number) - (phases[j] as number) * (price[rank] as number));
    if (cost >= best && phases[i] !== 3) return false;
    chosen[count] = j;
    chosenRatio[count++] = ratio;
  }
  if (count > 1) {
    const single = oneForAll(load, marginals, i, rank);
    if (single >= 0) {
      const alone = here + (marginals.cost[single] as number) - (phases[single] as number) * (price[rank] as number);
      if (alone < cost) {
        cost = alone;
        chosen[0] = single;
        chosenRatio[0] = 1;
        count = 1;
      }
    }
  }
  if (cost >= best - TINY * Math.abs(best)) return false;
  for (let k = 0; k < count; k++)
    if (leadsTo(marginals, chosen[k] as number, i)) {
      if (marginals.circles.length < load.model.jobs)
        marginals.circles.push({
          job: i,
          rank,
          movers: Array.from(chosen.subarray(0, count)),
          ratios: Array.from(chosenRatio.subarray(0, count)),
        });
      return false;
    }
  marginals.cost[i] = cost;
  marginals.to[i] = rank;
  marginals.movers[i] = count;
  for (let k = 0; k < count; k++) {
    marginals.mover[i * MOST_MOVERS + k] = chosen[k] as number;
    marginals.ratio[i * MOST_MOVERS + k] = chosenRatio[k] as number;
  }
  return true;
}

/** Whether moving job j would, in the end, move job i: then the costs go round in a circle, which is a gain of its own and no path. */
function leadsTo(marginals: Marginals, j: number, i: number): boolean {
  if (j === i) return true;
  for (let k = 0; k < (marginals.movers[j] as number); k++)
    if (leadsTo(marginals, marginals.mover[j * MOST_MOVERS + k] as number, i)) return true;
  return false;
}

/** The cheapest three-phase job below the lowest full limit: it relieves every limit above, too. */
function oneForAll(load: PhaseLoad, marginals: Marginals, i: number, rank: number): number {
  const { slots, slotWords, path, pathStart, phases } = load.model;
  if (phases[i] !== 3) return -1;
  for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
    const c = path[at] as number;
    if (((load.full[c * slotWords + (rank >> 5)] as number) & (1 << (rank & 31))) === 0) continue;
    seek(load, marginals, c, rank);
    const j = marginals.firstThree[c * slots + rank] as number;
    return j === i ? -1 : j;
  }
  return -1;
}

function seek({ model, chargers }: PhaseLoad, marginals: Marginals, c: number, rank: number): void {
  const { slots, jobWords, users, phases, price, isKw } = model;
  const cell = c * slots + rank;
  if (marginals.soughtIn[cell] === marginals.sweep) return;
  marginals.soughtIn[cell] = marginals.sweep;
  const slotPrice = price[rank] as number;
  const perWh = isKw[c] === 1;
  let first = -1;
  let second = -1;
  let three = -1;
  let cost1 = Number.POSITIVE_INFINITY;
  let cost2 = Number.POSITIVE_INFINITY;
  let cost3 = Number.POSITIVE_INFINITY;
  for (let word = 0; word < jobWords; word++) {
    let set = (chargers[rank * jobWords + word] as number) & (users[c * jobWords + word] as number);
    while (set !== 0) {
      const bit = set & -set;
      set ^= bit;
      const j = (word << 5) + 31 - Math.clz32(bit);
      const width = phases[j] as number;
      const whole = (marginals.cost[j] as number) - width * slotPrice;
      if (width === 3 && whole < cost3) {
        cost3 = whole;
        three = j;
      }
      const cost = perWh ? whole / width : whole;
      if (cost < cost1) {
        cost2 = cost1;
        second = first;
        cost1 = cost;
        first = j;
      } else if (cost < cost2) {
        cost2 = cost;
        second = j;
      }
    }
  }
  marginals.first[cell] = first;
  marginals.second[cell] = second;
  marginals.firstThree[cell] = three;
}
