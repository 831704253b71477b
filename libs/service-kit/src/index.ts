export * from './clock/clock';
export * from './clock/scaled-clock';
export * from './clock/system-clock';
export * from './clock/virtual-clock';
export * from './config/read-config';
export * from './config/service-config';
export * from './logging/nest-logger';
export * from './new-id';
