import { z } from 'zod';

const instantMs = z.iso
  .datetime({ offset: true, local: true, error: 'an ISO 8601 time such as 2026-11-23T17:00:00Z' })
  .transform((at) => Date.parse(at.endsWith('Z') || /[+-]\d\d:?\d\d$/.test(at) ? at : `${at}Z`));

/** `?from&to&limit&cursor` of a list of facts. A time without a zone is UTC. */
export const factsQuery = z.object({
  from: instantMs.optional(),
  to: instantMs.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(300).optional(),
});
export type FactsQuery = z.output<typeof factsQuery>;

export interface Page<T> {
  readonly items: readonly T[];
  /** Send it back as `cursor` for what is older; null: that was all. */
  readonly nextCursor: string | null;
}

/** One page of facts that are sorted newest first. The cursor names the last fact given, which may be forgotten by then. */
export function pageOf<T extends { readonly id: string; readonly at: string }>(facts: readonly T[], query: FactsQuery): Page<T> {
  const wanted = facts.filter(({ at }) => Date.parse(at) >= (query.from ?? -Infinity) && Date.parse(at) < (query.to ?? Infinity));
  const start = query.cursor === undefined ? 0 : startAfter(wanted, query.cursor);
  const items = wanted.slice(start, start + query.limit);
  const last = items.at(-1);
  return { items, nextCursor: last && start + items.length < wanted.length ? `${last.at}~${last.id}` : null };
}

function startAfter(facts: readonly { readonly id: string; readonly at: string }[], cursor: string): number {
  const [at = '', id] = cursor.split('~');
  const found = facts.findIndex((fact) => fact.id === id);
  if (found >= 0) return found + 1;
  const older = facts.findIndex((fact) => fact.at < at);
  return older < 0 ? facts.length : older;
}
