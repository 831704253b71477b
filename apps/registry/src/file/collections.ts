import { flexibilityWindows, profiledConnections, schedules } from './agreed-collections';
import type { Collection } from './collection';
import { chargePoints, tags, vehicles } from './installed-collections';

/** All lists of a depot, each before those that refer to it. */
export const collections = [
  chargePoints,
  vehicles,
  tags,
  schedules,
  profiledConnections,
  flexibilityWindows,
] as unknown as readonly Collection[];
