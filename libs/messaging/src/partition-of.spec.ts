import fc from 'fast-check';
import { depotOf, partitionOf } from './partition-of';

const segment = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/);

describe('the partition of a key', () => {
  it('is the same for everything of a depot', () => {
    fc.assert(
      fc.property(segment, fc.array(segment, { maxLength: 3 }), fc.integer({ min: 1, max: 64 }), (depot, path, partitions) => {
        expect(partitionOf([depot, ...path].join('.'), partitions)).toBe(partitionOf(depot, partitions));
      }),
    );
  });

  it('is one of those there are, whatever the key', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
        const partition = partitionOf(key, partitions);
        expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true);
      }),
    );
  });

  it('spreads depots whose names differ in a number only', () => {
    const counts = new Array<number>(12).fill(0);
    for (let place = 0; place < 1_200; place++) {
      const partition = partitionOf(`depot-${place}`, 12);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(140);
  });

  it('never changes, or running depots would lose their tables', () => {
    expect(['whitechapel', 'bermondsey', 'camden', 'Ōsaka'].map((depot) => partitionOf(depot, 12))).toEqual([3, 2, 6, 5]);
  });

  it('takes a key without a path for a depot', () => {
    expect([depotOf('whitechapel'), depotOf('whitechapel.evc1.sk1'), depotOf('')]).toEqual(['whitechapel', 'whitechapel', '']);
  });
});
