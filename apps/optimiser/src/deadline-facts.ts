import type { DepotPriorities } from '@headroom/contracts';
import { kwOfAmps, type SocketDemand } from '@headroom/domain';

/** Laxities are told in steps of this length, so that two vans of nearly the same laxity do not take turns. */
const STEP_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

/** When a van leaves, and how long it could wait and still be ready at the full rate of its socket: what rules of deadline and laxity rank by. */
export function deadlineFacts(
  priority: DepotPriorities['sockets'][number] | undefined,
  { maxA, phaseCount }: { readonly maxA: number; readonly phaseCount: number },
  nowMs: number,
): Pick<SocketDemand, 'departAtMs' | 'laxityMs'> {
  if (priority?.departAt == null) return {};
  const departAtMs = Date.parse(priority.departAt);
  if (priority.neededKwh === null) return { departAtMs };
  const fullKw = Math.min(kwOfAmps(maxA, phaseCount), priority.maxChargeKw ?? Number.POSITIVE_INFINITY);
  const laxityMs = departAtMs - nowMs - (priority.neededKwh / fullKw) * HOUR_MS;
  return Number.isFinite(laxityMs) ? { departAtMs, laxityMs: Math.floor(laxityMs / STEP_MS) * STEP_MS } : { departAtMs };
}
