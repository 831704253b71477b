import { type Message, outsideTelematics, type Telematics, telematics } from '@headroom/contracts';
import type { Feed } from './feed';

export const telematicsFeed: Feed<Message<typeof outsideTelematics>, Telematics> = {
  outside: outsideTelematics,
  inside: telematics,
  check({ vehicle, socPct, odometerKm }, common, estate) {
    const found = estate.vehicle(vehicle);
    if ('reason' in found) return found;
    return { message: { ...common, ...found, socPct, ...(odometerKm !== undefined && { odometerKm }) } };
  },
};
