import { meterFreshness } from '@headroom/domain';

/** What a meter's silence means to the people of the depot; null while its last reading can be believed. */
export function meterFault(
  meter: string,
  readAtMs: number,
  worstCaseLoadKw: number | undefined,
  nowMs: number,
): { level: 'amber' | 'red'; detail: string } | null {
  const freshness = meterFreshness(nowMs - readAtMs);
  if (freshness === 'fresh') return null;
  const assumed =
    worstCaseLoadKw === undefined
      ? 'the building is assumed to take the whole capacity, so nothing may charge on this connection'
      : `its worst case load of ${worstCaseLoadKw} kW is assumed`;
  const since = new Date(readAtMs).toISOString();
  return { level: freshness, detail: `Meter ${meter} has been silent since ${since}; ${assumed}. Check the meter and its link.` };
}
