import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import type { FilterContext } from '../query/parse-filter.js';
import { compilePipeline, stageOf } from './compile.js';

const allowed = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

/** An update given as a pipeline, as a function of one document. @throws Failure 72 for stages that cannot update */
export function compileUpdatePipeline(
  pipeline: readonly Value[],
  { variables }: FilterContext,
): (document: Doc) => Doc {
  for (const stage of pipeline) {
    const [name] = stageOf(stage);
    if (!allowed.includes(name)) throw new Failure(72, `${name} is not allowed to be used within an update`);
  }
  // MongoDB does not optimize these: a wrong constant fails the document that comes to it, and only that.
  const run = compilePipeline(pipeline, {
    variables: variables.unfolded(),
    database: '',
    text: null,
    documents: () => [],
    foreign: () => null,
  });
  return (document) => {
    for (const made of run([document])) if (made) return made;
    throw new Failure(1, 'an update pipeline answered no document');
  };
}
