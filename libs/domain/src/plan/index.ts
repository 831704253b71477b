export * from './horizon-plan';
export * from './horizon-problem';
