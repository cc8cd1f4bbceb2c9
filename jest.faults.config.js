import suite from './jest.config.js';

/** Crash tests: processes that are killed while they write. `FAULT_ROUNDS` makes them longer. */
export default {
  ...suite,
  roots: ['<rootDir>/test/faults'],
  testPathIgnorePatterns: [],
  maxWorkers: 1,
  testTimeout: 900_000,
};
