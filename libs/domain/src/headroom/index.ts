export type { ConnectionLoad } from './connection-load';
export * from './depot-totals';
export * from './ev-load';
export * from './grantable-of';
export * from './headroom-freshness';
export * from './headroom-of';
export * from './meter-freshness';
