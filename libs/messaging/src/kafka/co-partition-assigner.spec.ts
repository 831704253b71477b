import fc from 'fast-check';
import { sharesOf } from './co-partition-assigner';

const twelve = Array.from({ length: 12 }, (_, partition) => partition);

describe('dealing out partitions', () => {
  it('gives each partition to one instance, the same in every topic, and no instance two more than another', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 15 }), (ids) => {
        const topics = ['feed', 'table', 'order'];
        const shares = sharesOf(
          ids.map((memberId) => ({ memberId, topics })),
          () => twelve,
          topics,
        );
        const dealt = [...shares.values()];
        for (const topic of topics) expect(dealt.flatMap((share) => share[topic] ?? []).sort((a, b) => a - b)).toEqual(twelve);
        for (const share of dealt) expect(share.table ?? []).toEqual(share.feed ?? []);
        const sizes = dealt.map((share) => share.feed?.length ?? 0);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives a new topic, in a rolling upgrade, only to those who listen to it', () => {
    const shares = sharesOf(
      [
        { memberId: 'old', topics: ['feed'] },
        { memberId: 'new', topics: ['feed', 'added'] },
      ],
      () => twelve,
      ['feed', 'added'],
    );
    expect(shares.get('old')?.added).toBeUndefined();
    expect(shares.get('new')?.added).toEqual(twelve);
  });
});
