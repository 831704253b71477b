import { newId, problem } from '@headroom/service-kit';
import type { z } from 'zod';
import { flexibilityWindowBody, profiledConnectionBody, scheduleBody } from '../bodies/agreed';
import type { DepotBody } from '../bodies/depot';
import { FlexibilityWindowRow, ProfiledConnectionRow, ScheduleRow } from '../database/agreed.entity';
import type { Collection } from './collection';
import { plainIdIn } from './plain-id';

export const schedules: Collection<'schedules', z.output<typeof scheduleBody>> = {
  name: 'schedules',
  path: 'schedules',
  noun: 'schedule',
  entity: ScheduleRow,
  schema: scheduleBody,
  example: { vehicleId: 'van07', weekday: 1, departLocal: '06:30', returnLocal: '16:00', energyKwh: 22 },
  tells: 'plans',
  // A van leaves once at a time, so this names a schedule that came without an id, and sending it again is a duplicate.
  settle: (draft, { depot }) => {
    const vehicleId = plainIdIn(depot.body.id, draft.vehicleId, 'vehicleId');
    return { ...draft, vehicleId, id: draft.id ?? `${vehicleId}-${draft.weekday}-${draft.departLocal.replace(':', '')}` };
  },
};

export const profiledConnections: Collection<'profiledConnections', z.output<typeof profiledConnectionBody>> = {
  name: 'profiledConnections',
  path: 'profiled-connections',
  noun: 'profiled connection',
  entity: ProfiledConnectionRow,
  schema: profiledConnectionBody,
  example: {
    id: 'winter-weekday',
    connectionId: 'main',
    name: 'Winter weekday',
    validFrom: '2026-11-01',
    validTo: '2027-02-28',
    weekdays: [1, 2, 3, 4, 5],
    limitsKw: Array.from({ length: 48 }, (_, halfHour) => (halfHour >= 32 && halfHour < 38 ? 120 : null)),
  },
  tells: 'plans',
  settle: (draft, { depot: { body: depot } }) => ({
    ...draft,
    name: draft.name ?? draft.id,
    connectionId: draft.connectionId ? plainIdIn(depot.id, draft.connectionId, 'connectionId') : onlyConnectionOf(depot),
  }),
};

function onlyConnectionOf({ connections: [first, ...others] }: DepotBody): string {
  if (first && others.length === 0) return first.id;
  const message = 'must be given, as the depot has not just one connection';
  throw problem(422, 'The body is not as it should be', undefined, [{ path: 'connectionId', message }]);
}

export const flexibilityWindows: Collection<'flexibilityWindows', z.output<typeof flexibilityWindowBody>> = {
  name: 'flexibilityWindows',
  path: 'flexibility-windows',
  noun: 'flexibility window',
  entity: FlexibilityWindowRow,
  schema: flexibilityWindowBody,
  example: {
    id: 'nov-evening',
    unit: '7d9c6a52-6f0e-4a39-9a0e-0d8f7f4f8f11',
    product: 'A',
    from: '2026-11-23T17:00:00.000Z',
    until: '2026-11-23T19:00:00.000Z',
    maxTurnDownKw: 100,
  },
  tells: 'plans',
  settle: (draft) => ({ ...draft, id: draft.id ?? newId() }),
};
