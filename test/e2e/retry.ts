import { jest } from '@jest/globals';

/** A browser on a busy machine may stumble once, and the reason is printed; what fails twice is a fault. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
