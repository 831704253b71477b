import type { HorizonProblem } from './horizon-problem';

/** Whether no phase limit can bind that is not as good as a kW limit. */
export function supportsFlow(problem: HorizonProblem): boolean {
  return problem.nodes.every(({ phaseWh }) => phaseWh === null);
}
