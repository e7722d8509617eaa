// Jest gives tests a copy of the environment, so what lib/native.ts sets would not reach OpenMP.
process.env.GOMP_SPINCOUNT ??= '1000'

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json' }] },
  testTimeout: 120_000,
  // Operators use every core themselves; two test files at once would only wait for each other.
  maxWorkers: 1,
}
