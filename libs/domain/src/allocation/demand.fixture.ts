import type { SocketDemand } from './allocator';

/** A van at a one-phase socket of 32 A that wants all it can have and has nothing yet, on the node `site`. */
export const van = (id: string, over: Partial<SocketDemand> = {}): SocketDemand => ({
  id,
  node: 'site',
  phases: [0],
  minA: 6,
  maxA: 32,
  wantA: 32,
  priority: 0.5,
  currentA: 0,
  reservedA: null,
  canPause: true,
  ...over,
});
