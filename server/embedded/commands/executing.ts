import { Failure } from '../failure.js';

function marked(prefix: string, error: unknown): unknown {
  if (!(error instanceof Failure) || error.code === 11000) return error;
  return new Failure(error.code, `${prefix} :: caused by :: ${error.message}`, error.details);
}

/** Marks what goes wrong while a command works on documents, as MongoDB does; a duplicate key keeps its own words. */
export function executing<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw marked(prefix, error);
  }
}

/** The same of work that takes its time. */
export function executingLong<T>(prefix: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw marked(prefix, error);
  });
}
