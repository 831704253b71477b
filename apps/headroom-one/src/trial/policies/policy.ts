import {
  type Allocator,
  earliestDeadlineAllocator,
  equalShareAllocator,
  leastLaxityAllocator,
  roundRobinAllocator,
} from '@headroom/domain';

/** Ways to share the headroom out that a trial can compare. */
export const policies = ['headroom', 'unmanaged', 'equal', 'round-robin', 'edf', 'llf'] as const;
export type Policy = (typeof policies)[number];

/** The rule that a policy puts in the place of Headroom's own; undefined: the services as they are. */
export const allocatorOf: Readonly<Partial<Record<Policy, Allocator>>> = {
  equal: equalShareAllocator,
  'round-robin': roundRobinAllocator,
  edf: earliestDeadlineAllocator,
  llf: leastLaxityAllocator,
};

/** A column beside them that is no policy: the least that these sessions could have cost anyone who had known all of it beforehand. */
export const BOUND = 'clairvoyant';
