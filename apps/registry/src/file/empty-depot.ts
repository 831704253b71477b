import { optionsBody, weightingsBody } from '../bodies/settings';
import type { DepotFile } from './depot-file';

/** A depot that nothing is installed at yet. */
export const emptyLists: DepotFile['lists'] = {
  chargePoints: [],
  vehicles: [],
  tags: [],
  schedules: [],
  profiledConnections: [],
  flexibilityWindows: [],
};

/** What a depot has before anybody sets it. */
export const unsetSettings = (): DepotFile['settings'] => ({
  options: { version: 0, body: optionsBody.parse({}) },
  weightings: { version: 0, body: weightingsBody.parse({}) },
  tariff: { version: 0, body: null },
});
