/** Ways to share the headroom out that a trial can compare. */
export const policies = ['headroom', 'unmanaged', 'equal'] as const;
export type Policy = (typeof policies)[number];

/** Promised in docs and named in the help, but not built yet. */
export const comingPolicies = ['round-robin', 'edf', 'llf'] as const;
