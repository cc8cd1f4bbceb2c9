import { Failure } from '../failure.js';
import { compileAll } from '../expression/constant-failure.js';
import { pathParts } from '../expression/field-path.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compilePipeline } from './compile.js';
import type { CompileStage } from './stage.js';
import { collected } from './stage.js';

/** `$facet`: several pipelines over the same documents. */
export const facet: CompileStage = (operand, context) => {
  if (!(operand instanceof Map) || operand.size === 0)
    throw new Failure(40169, 'the $facet specification must be a non-empty object');
  const branches = compileAll(operand, ([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new Failure(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`);
    if (name.startsWith('$')) pathParts(name);
    if (name.includes('.'))
      throw new Failure(
        16412,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      );
    for (const stage of pipeline)
      if (
        stage instanceof Map &&
        ['$facet', '$out', '$merge', '$collStats', '$geoNear', '$indexStats'].includes(
          stage.keys().next().value ?? '',
        )
      )
        throw new Failure(
          40600,
          `${stage.keys().next().value} is not allowed to be used within a $facet stage`,
        );
    return [name, compilePipeline(pipeline, context)] as const;
  });
  return function* (input) {
    const documents: Doc[] = [];
    for (const document of input) {
      if (document === null) yield null;
      else documents.push(document);
    }
    yield new Map(branches.map(([name, run]): [string, Value] => [name, collected(run(documents))]));
  };
};
