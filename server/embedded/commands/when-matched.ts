import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { Variables } from '../expression/scope.js';
import { compileUpdatePipeline } from '../pipeline/update-pipeline.js';

/** What becomes of a document that is there when one with the same join fields comes; null: it stays as it is. */
export type Matched = (existing: Doc, fresh: Doc) => Doc | null;

/** `whenMatched` of `$merge`, with its `let`. @throws Failure for what it may not be */
export function whenMatched(
  given: Value | undefined,
  lets: Value | undefined,
  variables: Variables,
): Matched {
  if (Array.isArray(given)) {
    if (lets !== undefined && !(lets instanceof Map))
      throw new Failure(
        14,
        `BSON field '$merge.let' is the wrong type '${typeName(lets)}', expected type 'object'`,
      );
    const expressions = [...(lets instanceof Map ? lets : new Map<string, Value>())].map(
      ([name, value]) => [name, compileExpression(value, variables)] as const,
    );
    return (existing, fresh) => {
      const scope = variables.withRoot(fresh);
      const values = expressions.map(([name, expression]): [string, Value | undefined] => [
        name,
        expression(scope),
      ]);
      const named = new Variables(variables.values.get('NOW') as Date, [
        ...variables.values,
        ['new', fresh],
        ...values,
      ]);
      return compileUpdatePipeline(given, { variables: named })(existing);
    };
  }
  if (given !== undefined && typeof given !== 'string')
    throw new Failure(
      51191,
      `$merge 'whenMatched' field  must be either a string or an array, but found ${typeName(given)}`,
    );
  if (lets !== undefined)
    throw new Failure(51199, `Cannot use 'let' variables with 'whenMatched: ${given ?? 'merge'}' mode`);
  switch (given ?? 'merge') {
    case 'merge':
      return (existing, fresh) => new Map([...existing, ...fresh]);
    case 'replace':
      return (_existing, fresh) => fresh;
    case 'keepExisting':
      return () => null;
    case 'fail':
      return () => {
        throw new Failure(
          11000,
          'E11000 duplicate key error: $merge found a matching document in the target collection',
        );
      };
    default:
      throw new Failure(
        2,
        `Enumeration value '${String(given)}' for field 'whenMatched' is not a valid value.`,
      );
  }
}
