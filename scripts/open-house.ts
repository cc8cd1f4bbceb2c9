import { compose, type House } from '../server/compose.js';
import type { Config } from '../server/config.js';
import { openDatabase } from '../server/database.js';
import { configFromEnvironment } from '../server/environment.js';
import { Problem } from '../server/problem.js';
import { InputError } from './input-error.js';

/**
 * Reads what the caller wants, then runs a script over the same services as the server, beside a running one or alone,
 * and closes them in any case. What the caller got wrong ends the process with 2, everything else that fails with 1.
 */
export async function withHouse<O>(
  read: () => O,
  work: (house: House, wanted: O, config: Config) => Promise<void>,
): Promise<void> {
  try {
    const wanted = read();
    const config = configFromEnvironment({ LOG_LEVEL: 'error' });
    const house = await compose(config, { database: await openDatabase(config, 'shared') });
    try {
      await work(house, wanted, config);
    } finally {
      await house.close();
    }
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = error instanceof InputError || error instanceof Problem ? 2 : 1;
  }
}
