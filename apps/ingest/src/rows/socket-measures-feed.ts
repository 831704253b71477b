import { type Message, outsideSocketMeasures, type SocketMeasures, socketMeasures } from '@headroom/contracts';
import { VOLTAGE_V } from '@headroom/domain';
import type { KnownSocket } from '../estate/depot-index';
import type { Common, Feed } from './feed';
import { rowTime } from './row-time';

type Row = Message<typeof outsideSocketMeasures>;

/** A socket cannot give twice its rating: its own breaker would have tripped. A unit was mistaken. */
const MOST_OF_RATING = 2;
const NO_CURRENTS = [0, 0, 0] as const;

export const socketMeasuresFeed: Feed<Row, SocketMeasures> = {
  outside: outsideSocketMeasures,
  inside: socketMeasures,
  check(row, { id, at, receivedAt }, estate) {
    const found = estate.socket(row.socket);
    if ('reason' in found) return found;
    const reason = implausible(row, found);
    if (reason !== null) return { reason };
    const message = messageOf(row, { id, at, receivedAt }, found.depot);
    if (row.authorisedAt === undefined) return { message };
    const authorised = rowTime(row.authorisedAt, Date.parse(receivedAt));
    if ('reason' in authorised) return { reason: authorised.reason.replace(/^at:/, 'authorisedAt:') };
    return { message: { ...message, authorisedAt: authorised.at } };
  },
};

/** Field by field: the rows of a thousand sockets come this way, and copies with parts replaced are what an engine does slowest. */
function messageOf(row: Row, { id, at, receivedAt }: Common, depot: string): SocketMeasures {
  const message: SocketMeasures = { id, at, depot, receivedAt, socket: row.socket };
  if (row.status !== undefined) message.status = row.status;
  if (row.realPowerW !== undefined) message.realPowerW = row.realPowerW;
  if (row.currentA !== undefined) message.currentA = row.currentA;
  if (row.phaseCurrentsA !== undefined) message.phaseCurrentsA = row.phaseCurrentsA;
  if (row.energyWh !== undefined) message.energyWh = row.energyWh;
  if (row.offeredA !== undefined) message.offeredA = row.offeredA;
  if (row.tag !== undefined) message.tag = row.tag;
  if (row.rebooted !== undefined) message.rebooted = row.rebooted;
  return message;
}

function implausible({ realPowerW, currentA, phaseCurrentsA }: Row, { maxLimitA, phases }: KnownSocket): string | null {
  const mostA = maxLimitA * MOST_OF_RATING;
  const mostW = mostA * VOLTAGE_V * phases;
  const [a, b, c] = phaseCurrentsA ?? NO_CURRENTS;
  const highestA = Math.max(currentA ?? 0, a, b, c);
  if (highestA > mostA) return `current: ${highestA} A cannot be at a socket of ${maxLimitA} A; is it in A?`;
  if (realPowerW !== undefined && realPowerW > mostW)
    return `realPowerW: ${realPowerW} W cannot be at a socket of ${maxLimitA} A; is it in W?`;
  return null;
}
