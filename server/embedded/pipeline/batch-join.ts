import type { Doc } from '../bson/value.js';
import { Keys, foreignKeys } from './foreign.js';
import { localValues } from './local-values.js';
import type { Flow, StageContext } from './stage.js';

const BATCH = 1000;

/**
 * Joins with a large collection that has no index for it: documents wait until there are a thousand, then the collection is
 * read through once for all of them. What is held is a batch and what joins with it.
 */
export function* byBatches(
  input: Flow,
  context: StageContext,
  from: string,
  local: readonly string[],
  foreign: readonly string[],
): Generator<[Doc | null, Doc[]]> {
  let batch: Doc[] = [];
  const joined = function* (): Generator<[Doc | null, Doc[]]> {
    const keys = new Keys();
    batch.forEach((document, at) =>
      localValues(document, local).forEach((value) => keys.addValue(value, at)),
    );
    const matches = batch.map((): Doc[] => []);
    for (const document of context.documents(from, null)) {
      if (document === null) yield [null, []];
      else for (const at of keys.at(foreignKeys(document, foreign))) matches[at]!.push(document);
    }
    for (const [at, document] of batch.entries()) yield [document, matches[at]!];
    batch = [];
  };
  for (const document of input) {
    if (document === null) yield [null, []];
    else if (batch.push(document) === BATCH) yield* joined();
  }
  if (batch.length > 0) yield* joined();
}
