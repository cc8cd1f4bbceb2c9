import { inContext } from '../failure.js';
import type { Failure } from '../failure.js';
import { Undone } from '../storage/committer.js';

/** The words that MongoDB puts before what goes wrong while documents flow, to tell it from what is wrong with a pipeline. */
export const duringAggregation = 'PlanExecutor error during aggregation';

/** Marks what goes wrong while a command works on documents, as MongoDB does. */
export function executing<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Undone) throw new Undone(inContext(error.cause, prefix) as Failure);
    throw inContext(error, prefix);
  }
}

/** Marks what goes wrong while a command reads its documents. */
export async function reading<T>(words: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw inContext(error, words);
  }
}
