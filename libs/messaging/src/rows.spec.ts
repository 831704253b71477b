import fc from 'fast-check';
import { depotOf, partitionOf } from './partition-of';
import { Rows } from './rows';

type Step = readonly [key: string, row: { amps: number } | null];

const key = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3', '4')).map((path) => path.join('.'));
const steps = fc.array(fc.tuple(key, fc.option(fc.record({ amps: fc.nat(80) }))), { maxLength: 60 });

function rowsAfter(taken: readonly Step[]): Rows<{ amps: number }> {
  const rows = new Rows<{ amps: number }>();
  for (const [each, row] of taken) rows.apply(partitionOf(each, 3), each, row);
  return rows;
}

describe('rows', () => {
  it('are what a plain map would hold, depot by depot in the order of their keys', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const rows = rowsAfter(taken);
        const plain = new Map<string, { amps: number }>();
        for (const [each, row] of taken) row === null ? plain.delete(each) : plain.set(each, row);
        expect(rows.size).toBe(plain.size);
        for (const depot of ['a', 'b', 'c']) {
          const expected = [...plain].filter(([each]) => depotOf(each) === depot).sort(([a], [b]) => (a < b ? -1 : 1));
          expect(rows.ofDepot(depot)).toEqual(expected.map(([, row]) => row));
        }
        expect([...rows.all()].length).toBe(plain.size);
      }),
    );
  });

  it('go with their partitions', () => {
    fc.assert(
      fc.property(steps, fc.nat(2), (taken, partition) => {
        const rows = rowsAfter(taken);
        rows.drop(new Set([partition]));
        expect(rows.depots().every((depot) => partitionOf(depot, 3) !== partition)).toBe(true);
        expect(rows.size).toBe([...rows.all()].length);
      }),
    );
  });
});
