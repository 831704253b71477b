export * from './access';
export * from './auth-guard';
export * from './auth-module';
export * from './claims';
export * from './presented-token';
export * from './tokens';
