import type { HorizonProblem } from './horizon-problem';
import type { PhaseLoad } from './phase-load';

/** The load in Wh, in the problem's own order. A need that three phases do not divide is met to the Wh by taking the odd Wh off its last slot. */
export function whOf(problem: HorizonProblem, { model, units }: PhaseLoad): Int32Array {
  const { jobs, slots, phases, placeOfJob, slotOfRank } = model;
  const wh = new Int32Array(jobs * slots);
  for (let i = 0; i < jobs; i++) {
    const place = placeOfJob[i] as number;
    let missing = Math.max(0, Math.floor(problem.jobs[place]?.neededWh ?? 0) || 0);
    for (let rank = 0; rank < slots; rank++) {
      const amount = Math.min(missing, (units[i * slots + rank] as number) * (phases[i] as number));
      wh[place * slots + (slotOfRank[rank] as number)] = amount;
      missing -= amount;
    }
  }
  return wh;
}
