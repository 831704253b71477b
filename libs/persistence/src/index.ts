export * from './database/open-database';
export * from './database/test-database';
export * from './embedded/embedded-postgres';
export * from './outbox/create-outbox';
export * from './outbox/outbox';
export * from './outbox/outbox-relay';
