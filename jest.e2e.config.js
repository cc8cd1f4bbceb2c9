import base from './jest.config.js';

/** Browser tests: a real Chromium against the whole program on loopback. Run one file after the other: two cores. */
export default {
  ...base,
  testMatch: ['**/test/e2e/**/*.e2e.ts'],
  testPathIgnorePatterns: [],
  maxWorkers: 1,
  setupFilesAfterEnv: ['<rootDir>/test/e2e/retry.ts'],
  testTimeout: 90_000,
};
