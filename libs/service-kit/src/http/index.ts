export * from './api-schema';
export * from './configure-http';
export * from './http-adapter';
export * from './input-faults';
export * from './open-api';
export * from './problem';
export * from './problem-filter';
export * from './zod-pipes';
