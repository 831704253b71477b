export * from './check-grid';
export * from './grantable-rows';
export * from './grid-node';
export * from './grid-of';
export * from './path-to-root';
export { type Phase, phasesOf } from './phases-of';
export * from './return-reserve';
