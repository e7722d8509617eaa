// OpenMP's threads spin for milliseconds when they wait for each other, which makes a step ten times
// slower as soon as another process wants one of the cores. Tests should not depend on that.
process.env.GOMP_SPINCOUNT ??= '1000'

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  reporters: ['default', '<rootDir>/scripts/check/testReporter.js'],
  transform: { '^.+\\.ts$': '<rootDir>/scripts/transpile/jest.js' },
  testTimeout: 120_000,
  // Many files wait for programs that they start; more than two would only wait for each other, as
  // operators use every core themselves.
  maxWorkers: 2,
}
