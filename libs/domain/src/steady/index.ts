export * from './on-off';
export * from './phases-in-use';
export * from './reclaim';
export { type SteadySettings, steadySettings } from './settings';
export * from './slow-rise';
