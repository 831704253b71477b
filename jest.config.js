const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
/** One jest for the whole workspace; libs and apps are read from their sources, so that a test never runs yesterday's build. */
module.exports = {
  testEnvironment: 'node',
  // A busy machine is no failure: what must come within a time says so itself.
  testTimeout: 30_000,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@headroom/(domain|contracts|messaging|persistence|service-kit)$': '<rootDir>/libs/$1/src',
    '^@headroom/([a-z-]+)$': '<rootDir>/apps/$1/src',
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  setupFiles: ['reflect-metadata'],
};
