import { type Message, outsideSiteLoad, type SiteLoad, siteLoad } from '@headroom/contracts';
import type { KnownMeter } from '../estate/depot-index';
import type { Feed } from './feed';

/** Beyond these multiples of what the connection is agreed for, a unit was mistaken. */
const MOST_IMPORT = 10;
const MOST_EXPORT = 3;
/** A connection agreed for less, or for nothing at all, is judged by this. */
const LEAST_KVA = 100;

export const siteLoadFeed: Feed<Message<typeof outsideSiteLoad>, SiteLoad> = {
  outside: outsideSiteLoad,
  inside: siteLoad,
  check({ depot, meter, powerW }, common, estate) {
    const found = estate.meter(depot, meter);
    if ('reason' in found) return found;
    const reason = implausible(powerW, found);
    return reason === null ? { message: { ...common, depot, meterPath: `${depot}.${meter}`, meter, powerW } } : { reason };
  },
};

/** A false export is the dangerous one: it looks like room. */
function implausible(powerW: number, { meter, capacityKva }: KnownMeter): string | null {
  const scaleW = Math.max(capacityKva, LEAST_KVA) * 1_000;
  if (powerW <= scaleW * MOST_IMPORT && powerW >= -scaleW * MOST_EXPORT) return null;
  return `powerW: ${powerW} W cannot be at connection ${meter} of ${capacityKva} kVA; is it in W?`;
}
