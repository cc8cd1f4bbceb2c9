import { existsSync } from 'node:fs';
import { readConfig, type Config } from './config.js';

/**
 * The configuration of this process: the environment, and `.env` in the working directory for what it leaves unset.
 * Prints every fault and ends the process with 2 when it cannot be used.
 */
export function configFromEnvironment(defaults: Record<string, string> = {}): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    return readConfig({ ...defaults, ...process.env });
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
