export { CHARGING_EFFICIENCY, FULL_SOC_PCT } from './battery';
export * from './carried-soc';
export * from './needed-kwh';
export * from './next-departure';
