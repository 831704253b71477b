/** A depot's weightings; those of registry.plans fit. */
export interface PriorityWeights {
  /** How much a battery below its target counts, and how much a tight schedule: relative to one another. */
  readonly socDeficit: number;
  readonly urgency: number;
  /** 0 to 1: what a session is given for what is not known of it. */
  readonly unknownVehicle: number;
}

/** A rank and why: parts whose sum is the priority. */
export interface Priority {
  /** 0 to 1, 1 first. */
  readonly priority: number;
  readonly parts: Record<string, number>;
}

/** The two weights as shares of 1; equal where neither counts for anything. */
export function sharesOf({ socDeficit, urgency }: PriorityWeights): { socDeficit: number; urgency: number } {
  const deficitWeight = Math.max(0, socDeficit);
  const total = deficitWeight + Math.max(0, urgency);
  const share = total > 0 ? deficitWeight / total : 0.5;
  return { socDeficit: share, urgency: 1 - share };
}

export function withinOne(value: number): number {
  return Math.min(1, Math.max(0, value));
}
