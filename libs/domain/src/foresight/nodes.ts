import { lowestWithin } from '../capacity';
import type { HorizonNode } from '../plan';
import { VOLTAGE_V } from '../units';
import type { Foreseen } from './jobs-here';
import type { ConnectionOutlook, DepotOutlook } from './outlook';
import type { ForesightSettings } from './settings';
import { type Slots, slotStartMs, whOfKw } from './slots';

/** What each connection and feeder has for charging in each slot. */
export function nodesOf({ grid, connections }: DepotOutlook, slots: Slots, settings: ForesightSettings): HorizonNode[] {
  const outlookOf = new Map(connections.map((connection) => [connection.id, connection]));
  const perSlot = <T>(value: (slot: number) => T): T[] => Array.from({ length: slots.count }, (_, slot) => value(slot));
  return [
    ...grid.connections.map(({ id }): HorizonNode => {
      const outlook = outlookOf.get(id);
      const capacityWh = perSlot((slot) => (outlook ? whOfKw(slots, leftKw(outlook, slots, slot, settings)) : 0));
      return { id, parent: null, capacityWh, softWh: null, phaseWh: null };
    }),
    ...grid.feeders.map(({ id, parent, limitA }): HorizonNode => {
      const wh = perSlot(() => whOfKw(slots, (limitA * VOLTAGE_V) / 1000));
      return { id, parent, capacityWh: null, softWh: null, phaseWh: [wh, wh, wh] };
    }),
  ];
}

/** The sockets whose van has two jobs, which must not exceed its rate together. */
export function socketNodesOf(foreseen: readonly Foreseen[], slots: Slots): HorizonNode[] {
  const byId = new Map(foreseen.flatMap(({ shares }) => (shares === null ? [] : [[shares.id, shares] as const])));
  return [...byId.values()].map(({ id, parent, maxWh }) => {
    return { id, parent, capacityWh: Array<number>(slots.count).fill(maxWh), softWh: null, phaseWh: null };
  });
}

/** The lowest capacity within the slot, less what the building and the buffer take; now, no more than may be granted now. */
function leftKw(
  { pieces, bufferKw, grantableKw, expectedLoadKw }: ConnectionOutlook,
  slots: Slots,
  slot: number,
  settings: ForesightSettings,
): number {
  const fromMs = slotStartMs(slots, slot);
  const piece = lowestWithin(pieces, fromMs, fromMs + slots.slotMs);
  if (piece === null) return slot === 0 ? grantableKw : 0;
  const leftKw = piece.kw * (slot === 0 ? 1 : settings.futureCapacityShare) - bufferKw - expectedLoadKw(fromMs);
  return Math.max(0, slot === 0 ? Math.min(grantableKw, leftKw) : leftKw);
}
