export * from './amps-of-kw';
export * from './kw-of-amps';
export * from './min-charge';
export * from './voltage';
