import { socDeficitOf } from './soc-deficit';
import { type Timing, urgencyOf } from './urgency';
import { type Priority, type PriorityWeights, sharesOf, withinOne } from './weights';

interface RankedVan extends Timing {
  /** Carried forward; null: not known. */
  readonly socPct: number | null;
  readonly targetSocPct: number;
  readonly weights: PriorityWeights;
}

/**
 * Who goes first, and why: the weighted sum of how far the battery is below its target and how tight the schedule is.
 *
 * What is not known of a van counts as the depot's default, under a name of its own (`socUnknown`, `urgencyUnknown`): a van
 * that hides its state of charge must not pass for an empty one, nor for a full one.
 */
export function priorityOf(van: RankedVan): Priority {
  const share = sharesOf(van.weights);
  const fallback = withinOne(van.weights.unknownVehicle);
  const deficit = socDeficitOf(van.socPct, van.targetSocPct);
  const urgency = urgencyOf(van);
  return summed({
    [deficit === null ? 'socUnknown' : 'socDeficit']: share.socDeficit * (deficit ?? fallback),
    [urgency === null ? 'urgencyUnknown' : 'urgency']: share.urgency * (urgency ?? fallback),
  });
}

/** The priority of a session whose vehicle is not known: a lost tag, a master tag, none. */
export function defaultPriority(weights: PriorityWeights): Priority {
  return summed({ default: withinOne(weights.unknownVehicle) });
}

/** The priority of everyone at a depot that ranks nobody (its option `priorities` is off). */
export function equalPriority(): Priority {
  return summed({ default: 0.5 });
}

function summed(parts: Record<string, number>): Priority {
  const sum = Object.values(parts).reduce((total, part) => total + part, 0);
  return { priority: withinOne(sum), parts };
}
