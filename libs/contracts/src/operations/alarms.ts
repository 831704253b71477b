import { z } from 'zod';
import { envelope, instant, pathId, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const alarms = topic({
  name: 'alerts.alarms',
  kind: 'table',
  description:
    'What needs a person at a depot. A tombstone means that it never was; a cleared alarm stays with its time until it is forgotten.',
  key: 'alarm',
  schema: z.object({
    ...envelope,
    depot: plainId,
    /** `<depot>.<kind>-<subject>`. */
    alarm: pathId,
    level: z.enum(['amber', 'red']),
    kind: z.string(),
    subject: z.string(),
    detail: z.string(),
    raisedAt: instant,
    clearedAt: instant.nullable(),
    /** When and by whom it was seen; absent until then. */
    acknowledgedAt: instant.nullish(),
    acknowledgedBy: z.string().max(200).nullish(),
  }),
  example: {
    id: 'al-1',
    at: '2026-11-23T17:10:00.000Z',
    depot: 'whitechapel',
    alarm: 'whitechapel.meter-silent-main',
    level: 'red',
    kind: 'meter-silent',
    subject: 'main',
    detail: 'Meter main has been silent for 10 minutes; its worst case load of 120 kW is assumed.',
    raisedAt: '2026-11-23T17:10:00.000Z',
    clearedAt: null,
  },
});
export type Alarm = Message<typeof alarms>;
