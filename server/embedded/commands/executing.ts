import { Failure } from '../failure.js';
import { Undone } from '../storage/committer.js';

/** Marks what goes wrong while a command works on documents, as MongoDB does; a duplicate key keeps its own words. */
export function executing<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 11000) throw error;
    throw new Failure(error.code, `${prefix} :: caused by :: ${error.message}`, error.details);
  }
}

/** A work of a pipeline on documents: what goes wrong in it is marked, a duplicate key too. */
export function aggregating<A extends unknown[], T>(work: (...given: A) => T): (...given: A) => T {
  return (...given) => {
    try {
      return work(...given);
    } catch (error) {
      throw duringAggregation(error);
    }
  };
}

/** The words that MongoDB puts before what goes wrong while documents flow, to tell it from what is wrong with a pipeline. */
export function duringAggregation(error: unknown): unknown {
  if (error instanceof Undone) return new Undone(duringAggregation(error.cause) as Failure);
  if (!(error instanceof Failure)) return error;
  return new Failure(
    error.code,
    `PlanExecutor error during aggregation :: caused by :: ${error.message}`,
    error.details,
  );
}
