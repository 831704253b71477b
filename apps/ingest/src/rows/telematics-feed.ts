import { type Message, outsideTelematics, type Telematics, telematics } from '@headroom/contracts';
import type { Feed } from './feed';

export const telematicsFeed: Feed<Message<typeof outsideTelematics>, Telematics> = {
  outside: outsideTelematics,
  inside: telematics,
  check({ vehicle: name, socPct, odometerKm }, common, estate) {
    const found = estate.vehicle(name);
    if ('reason' in found) return found;
    const { depot, vehicle } = found;
    const { id, at, receivedAt } = common;
    const message: Telematics = { id, at, depot, receivedAt, vehicle, socPct };
    if (odometerKm !== undefined) message.odometerKm = odometerKm;
    return { message };
  },
};
