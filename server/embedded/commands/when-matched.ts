import { Failure } from '../failure.js';
import { equalValues } from '../bson/compare.js';
import { show } from '../bson/show.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { checkVariableName } from '../expression/field-path.js';
import { Variables } from '../expression/scope.js';
import { compileUpdatePipeline } from '../pipeline/update-pipeline.js';
import type { MergeOptions } from './merge-options.js';

/** What a new document makes of the one that is there with the same join fields; null: that stays as it is. */
export type Matched = (fresh: Doc) => (existing: Doc) => Doc | null;

function changesId(existing: Doc, after: Doc): boolean {
  const id = after.get('_id');
  return id !== undefined && !equalValues(id, existing.get('_id')!);
}

function changedId(text: string): Failure {
  return new Failure(
    66,
    `$merge failed to update the matching document, did you attempt to modify the _id or the shard key? :: caused by :: ${text}`,
  );
}

function altered(after: Doc): Failure {
  return changedId(
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(after.get('_id')!)}`,
  );
}

/** The same document under the `_id` that it has. */
function keepingId(existing: Doc, after: Doc): Doc {
  return new Map<string, Value>([
    ['_id', existing.get('_id')!],
    ...[...after].filter(([name]) => name !== '_id'),
  ]);
}

/** A pipeline that sees the new document as `$$new`, and the variables of `let`, which are computed from it. */
function pipelined(pipeline: readonly Value[], lets: Doc, variables: Variables): Matched {
  const expressions = [...lets].map(([name, value]) => {
    checkVariableName(name);
    return [name, compileExpression(value, variables)] as const;
  });
  const now = variables.values.get('NOW') as Date;
  return (fresh) => {
    const scope = variables.withRoot(fresh);
    const values = expressions.map(([name, expression]): [string, Value | undefined] => [
      name,
      expression(scope),
    ]);
    const inSight = new Variables(now, [...variables.values, ...values]);
    const run = compileUpdatePipeline(pipeline, { variables: inSight });
    return (existing) => {
      const after = run(existing);
      if (changesId(existing, after)) throw altered(after);
      return keepingId(existing, after);
    };
  };
}

/** `whenMatched` of `$merge`, with its `let`. @throws Failure 51273 and 51199 for a `let` that may not be */
export function whenMatched(
  { whenMatched: mode, whenNotMatched, lets }: MergeOptions,
  variables: Variables,
): Matched {
  if (typeof mode !== 'string') {
    const given = lets ?? new Map<string, Value>([['new', '$$ROOT']]);
    const fresh = given.get('new');
    if (fresh !== undefined && fresh !== '$$ROOT')
      throw new Failure(
        51273,
        "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'",
      );
    // Where the new document may have to be inserted it is at hand anyway.
    const all =
      fresh === undefined && whenNotMatched === 'insert'
        ? new Map<string, Value>([...given, ['new', '$$ROOT']])
        : given;
    return pipelined(mode, all, variables);
  }
  if (lets !== undefined)
    throw new Failure(51199, `Cannot use 'let' variables with 'whenMatched: ${mode}' mode`);
  if (mode === 'keepExisting' || mode === 'fail') return () => () => null;
  if (mode === 'replace')
    return (fresh) => (existing) => {
      if (changesId(existing, fresh)) throw altered(fresh);
      return keepingId(existing, fresh);
    };
  return (fresh) => (existing) => {
    if (changesId(existing, fresh))
      throw changedId("Performing an update on the path '_id' would modify the immutable field '_id'");
    return keepingId(existing, new Map([...existing, ...fresh]));
  };
}
