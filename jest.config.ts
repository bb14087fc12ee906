/** @jest-config-loader ts-node
 *  @jest-config-loader-options {"transpileOnly": true} */
import type { Config } from 'jest';

export default {
  testEnvironment: 'node',
  // Jest leaves one core alone by default, which on two of them is half.
  maxWorkers: '100%',
  // A worker keeps something of every file it has run, and collecting garbage around it slows down all that follow.
  workerIdleMemoryLimit: '400MB',
  roots: ['<rootDir>/test'],
  // Fixture projects are run by tests of their own, never as part of this suite.
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/'],
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
  // v8 takes longer to sum up than the whole suite to run.
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
  coverageThreshold: { global: { statements: 95, branches: 92, functions: 95, lines: 95 } },
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      {
        tsconfig: {
          module: 'commonjs',
          moduleResolution: 'bundler',
          target: 'es2022',
          esModuleInterop: true,
          isolatedModules: true,
          types: ['node'],
        },
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
} satisfies Config;
