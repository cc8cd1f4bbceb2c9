import { Failure } from '../failure.js';

/** Marks what goes wrong while a command works on documents, as MongoDB does; a duplicate key keeps its own words. */
export function executing<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 11000) throw error;
    throw new Failure(error.code, `${prefix} :: caused by :: ${error.message}`, error.details);
  }
}
