import { type Message, outsideSocketMeasures, type SocketMeasures, socketMeasures } from '@headroom/contracts';
import { VOLTAGE_V } from '@headroom/domain';
import type { KnownSocket } from '../estate/depot-index';
import type { Feed } from './feed';
import { rowTime } from './row-time';

type Row = Message<typeof outsideSocketMeasures>;

/** A socket cannot give twice its rating: its own breaker would have tripped. A unit was mistaken. */
const MOST_OF_RATING = 2;

export const socketMeasuresFeed: Feed<Row, SocketMeasures> = {
  outside: outsideSocketMeasures,
  inside: socketMeasures,
  check({ at, authorisedAt, ...row }, common, estate) {
    const found = estate.socket(row.socket);
    if ('reason' in found) return found;
    const reason = implausible(row, found);
    if (reason !== null) return { reason };
    const authorised = authorisedAt === undefined ? null : rowTime(authorisedAt, Date.parse(common.receivedAt));
    if (authorised && 'reason' in authorised) return { reason: authorised.reason.replace(/^at:/, 'authorisedAt:') };
    return { message: { ...common, depot: found.depot, ...row, ...(authorised && { authorisedAt: authorised.at }) } };
  },
};

function implausible({ realPowerW, currentA, phaseCurrentsA }: Omit<Row, 'at'>, { maxLimitA, phases }: KnownSocket): string | null {
  const mostA = maxLimitA * MOST_OF_RATING;
  const mostW = mostA * VOLTAGE_V * phases;
  const highestA = Math.max(currentA ?? 0, ...(phaseCurrentsA ?? []));
  if (highestA > mostA) return `current: ${highestA} A cannot be at a socket of ${maxLimitA} A; is it in A?`;
  if (realPowerW !== undefined && realPowerW > mostW)
    return `realPowerW: ${realPowerW} W cannot be at a socket of ${maxLimitA} A; is it in W?`;
  return null;
}
