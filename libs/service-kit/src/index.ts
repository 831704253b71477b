export * from './clock/clock';
export * from './clock/scaled-clock';
export * from './clock/virtual-clock';
export * from './new-id';
