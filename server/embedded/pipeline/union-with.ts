import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { compilePipeline } from './compile.js';
import type { CompileStage } from './stage.js';

/** `$unionWith`. */
export const unionWith: CompileStage = (operand, context) => {
  const options = typeof operand === 'string' ? new Map<string, Value>([['coll', operand]]) : operand;
  if (!(options instanceof Map))
    throw new Failure(
      9,
      `the $unionWith stage specification must be an object or string, but found ${typeName(operand)}`,
    );
  for (const name of options.keys())
    if (name !== 'coll' && name !== 'pipeline')
      throw new Failure(40415, `BSON field '$unionWith.${name}' is an unknown field.`);
  const coll = options.get('coll');
  if (typeof coll !== 'string')
    throw new Failure(40414, "BSON field '$unionWith.coll' is missing but a required field");
  const pipeline = options.get('pipeline') ?? [];
  if (!Array.isArray(pipeline)) throw new Failure(14, "'pipeline' option must be specified as an array");
  const run = compilePipeline(pipeline, context);
  return function* (input) {
    yield* input;
    yield* run(context.documents(coll, null));
  };
};
