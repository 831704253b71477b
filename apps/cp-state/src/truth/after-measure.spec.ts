import { type SocketMeasures, socketStates } from '@headroom/contracts';
import fc from 'fast-check';
import { afterMeasure } from './after-measure';
import { neverHeard } from './socket-truth';

const BEGIN = Date.parse('2026-11-23T17:00:00.000Z');
const SOCKET = { socket: 'camden.evc1.sk1', chargePoint: 'camden.evc1', phases: 1, ratedW: 7_360 } as const;
const ownerOf = (tag: string | null) =>
  tag === null ? ({ tagKind: 'none', vehicle: null } as const) : ({ tagKind: 'vehicle', vehicle: 'camden.van07' } as const);
const instantOf = (ms: number) => new Date(ms).toISOString();

const statuses = fc.constantFrom('Available', 'Preparing', 'Charging', 'SuspendedEV', 'Finishing', 'Unavailable', 'Faulted');
const whole = fc.record({
  status: statuses,
  realPowerW: fc.integer({ min: 0, max: 7_360 }),
  currentA: fc.integer({ min: 0, max: 32 }),
  offeredA: fc.integer({ min: 0, max: 32 }),
  tag: fc.constantFrom(null, 'A', 'B'),
});
const partial = fc.record(
  {
    status: statuses,
    realPowerW: fc.integer({ min: 0, max: 7_360 }),
    currentA: fc.integer({ min: 0, max: 32 }),
    energyWh: fc.integer({ min: 0, max: 1_000_000 }),
    offeredA: fc.integer({ min: 0, max: 32 }),
    tag: fc.constantFrom(null, '', 'A', 'B'),
    rebooted: fc.boolean(),
  },
  { requiredKeys: [] },
);

type Fields = Partial<SocketMeasures>;
const measure = (fields: Fields, atMs: number, receivedMs: number): SocketMeasures => ({
  id: 'm',
  depot: 'camden',
  socket: SOCKET.socket,
  at: instantOf(atMs),
  receivedAt: instantOf(receivedMs),
  ...fields,
});
const heard = (measures: readonly SocketMeasures[]) =>
  measures.reduce((truth, each) => afterMeasure(truth, each, SOCKET, ownerOf), neverHeard('camden', SOCKET.socket, instantOf(BEGIN)));

describe('the truth of a socket', () => {
  it('is what was measured last, in whatever order and however often it is delivered (law)', () => {
    const deliveries = fc.uniqueArray(fc.record({ second: fc.integer({ min: 0, max: 3_600 }), fields: whole }), {
      selector: ({ second }) => second,
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(deliveries, fc.array(fc.nat(11), { maxLength: 12 }), (said, again) => {
        const delivered = [...said, ...again.flatMap((index) => said[index] ?? [])];
        // All of it within a minute: a backlog that keeps pace with the clock would be a clock set back.
        const { row } = heard(
          delivered.map(({ second, fields }, index) => measure(fields, BEGIN + second * 1_000, BEGIN + 3_600_000 + index * 2_000)),
        );
        const last = said.reduce((newest, each) => (each.second > newest.second ? each : newest));
        expect(row).toMatchObject({
          status: last.fields.status,
          realPowerW: last.fields.realPowerW,
          currentA: last.fields.currentA,
          offeredA: last.fields.offeredA,
          tag: last.fields.status === 'Available' ? null : last.fields.tag,
          plugged: ['Preparing', 'Charging', 'SuspendedEV', 'Finishing'].includes(last.fields.status),
        });
      }),
    );
  });

  it('is a row that can be told, whatever a charger says (law)', () => {
    const said = fc.array(fc.tuple(partial, fc.integer({ min: -600, max: 600 }), fc.integer({ min: 0, max: 90 })), { maxLength: 30 });
    fc.assert(
      fc.property(said, (deliveries) => {
        let nowMs = BEGIN;
        let truth = neverHeard('camden', SOCKET.socket, instantOf(BEGIN));
        for (const [fields, aheadS, passesS] of deliveries) {
          nowMs += passesS * 1_000;
          const before = truth.row;
          truth = afterMeasure(truth, measure(fields, nowMs + aheadS * 1_000, nowMs), SOCKET, ownerOf);
          const { row } = truth;
          expect(socketStates.schema.safeParse(row).error).toBeUndefined();
          expect(row.epoch).toBeGreaterThanOrEqual(before.epoch);
          expect(Date.parse(row.at)).toBeLessThanOrEqual(nowMs);
          if (row.plugged && !before.plugged) expect(row.epoch).toBeGreaterThan(before.epoch);
          if (row.tag === null) expect(row.vehicle).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not change when a message is delivered again (law)', () => {
    fc.assert(
      fc.property(fc.array(partial, { minLength: 1, maxLength: 10 }), (said) => {
        const measures = said.map((fields, index) => measure(fields, BEGIN + index * 5_000, BEGIN + index * 5_000 + 300));
        const once = heard(measures);
        const last = measures.at(-1) as SocketMeasures;
        expect(afterMeasure(once, last, SOCKET, ownerOf).row).toEqual(once.row);
      }),
    );
  });
});
