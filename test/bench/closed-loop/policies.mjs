import {
  earliestDeadlineAllocator,
  equalShareAllocator,
  fastTick,
  foresightSettings,
  leastLaxityAllocator,
  phasesPlanner,
  roundRobinAllocator,
  steadySettings,
  tickAllocatorWith,
} from '../../../libs/domain/dist/index.js';
import { foreseeing } from './foresee.mjs';

const PLAN_BUDGET_MS = 5;
/** Every 5 minutes a third more messages went out, for the same unmet energy and price. */
const ADOPT_EVERY_S = 600;

const headroom = headroomWith({});

/** Ways to share out the same room through the same steady functions and the same control. null: nobody manages. */
export const policies = {
  headroom,
  edf: { allocator: earliestDeadlineAllocator, steadiness: steadySettings },
  llf: { allocator: leastLaxityAllocator, steadiness: steadySettings },
  'round-robin': { allocator: roundRobinAllocator, steadiness: steadySettings },
  equal: { allocator: equalShareAllocator, steadiness: steadySettings },
  unmanaged: null,
};

/** Headroom without one of its parts, to see what that part is worth. */
export const ablations = {
  'no safe ordering': { ...headroom, isReckless: true },
  'no steadiness': {
    ...headroomWith({ adoptEveryS: 60 }),
    steadiness: null,
    allocator: tickAllocatorWith({ ...fastTick, planDeadBandA: 0, deadBandA: 0 }),
  },
  'no forecast of returns': headroomWith({ expectsReturns: false }),
  'no plan': { allocator: tickAllocatorWith(fastTick), steadiness: steadySettings },
};

/** Headroom with other settings. */
export function headroomWith({ settings = {}, steadiness = {}, adoptEveryS = ADOPT_EVERY_S, expectsReturns = true, tick = {} }) {
  const plan = {
    planner: phasesPlanner,
    settings: { ...foresightSettings, ...settings },
    adoptEveryS,
    budgetMs: PLAN_BUDGET_MS,
    expectsReturns,
  };
  return {
    allocator: tickAllocatorWith({ ...fastTick, ...tick }),
    steadiness: { ...steadySettings, ...steadiness },
    planner: (scenario, vans) => foreseeing(scenario, vans, plan),
  };
}
