export * from './on-off';
export * from './reclaim';
export { type SteadySettings, steadySettings } from './settings';
export * from './slow-rise';
