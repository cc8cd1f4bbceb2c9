import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { optimizing } from '../expression/constant-failure.js';
import { checkVariableName, pathParts } from '../expression/field-path.js';
import { Variables } from '../expression/scope.js';
import { setPath } from './add-fields.js';
import { compilePipeline } from './compile.js';
import type { CompileStage, Flow } from './stage.js';
import { collected } from './stage.js';
import { byBatches } from './batch-join.js';
import { finder, isSmall } from './foreign.js';
import { localValues } from './local-values.js';

function fromOption(options: Doc): string {
  const from = options.get('from');
  if (from === undefined)
    throw new Failure(9, `missing 'from' option to $lookup stage specification: ${show(options)}`);
  if (typeof from !== 'string')
    throw new Failure(9, `$lookup 'from' field must be a string, but found ${typeName(from)}`);
  return from;
}

function textOption(options: Doc, name: string): string | undefined {
  const value = options.get(name);
  if (value !== undefined && typeof value !== 'string')
    throw new Failure(
      9,
      `$lookup argument '${name}: ${show(value)}' must be a string, is type ${typeName(value)}`,
    );
  return value;
}

/** `$lookup`, by a pair of fields, by a pipeline with `let`, or by both. */
export const lookup: CompileStage = (operand, context) => {
  if (!(operand instanceof Map))
    throw new Failure(9, `the $lookup stage specification must be an object, but found ${typeName(operand)}`);
  const from = fromOption(operand);
  for (const name of operand.keys())
    if (!['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'].includes(name))
      throw new Failure(9, `unknown argument to $lookup: ${name}`);
  const as = textOption(operand, 'as');
  if (as === undefined) throw new Failure(9, "must specify 'as' field for a $lookup");
  const local = textOption(operand, 'localField');
  const foreign = textOption(operand, 'foreignField');
  const pipeline = operand.get('pipeline');
  if ((local === undefined) !== (foreign === undefined) || (local === undefined && pipeline === undefined))
    throw new Failure(
      9,
      pipeline === undefined
        ? "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified"
        : "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  if (pipeline !== undefined && !Array.isArray(pipeline))
    throw new Failure(14, "'pipeline' option must be specified as an array");
  const lets = operand.get('let') ?? new Map<string, Value>();
  if (!(lets instanceof Map))
    throw new Failure(
      9,
      `$lookup argument 'let: ${show(lets)}' must be an object, is type ${typeName(lets)}`,
    );
  if (operand.has('let') && pipeline === undefined)
    throw new Failure(9, "$lookup with a 'let' argument must also specify 'pipeline'");
  const variables = [...lets].map(([name, value]) => {
    checkVariableName(name);
    return [name, compileExpression(value, context.variables)] as const;
  });
  const run = (names: Variables): ((input: Flow) => Flow) =>
    compilePipeline(pipeline ?? [], { ...context, variables: names });
  // Its constants are MongoDB's concern only when a document comes to it.
  run(
    new Variables(
      new Date(0),
      [...context.variables.values, ...variables.map(([name]): [string, Value] => [name, null])],
      false,
    ),
  );
  const target = pathParts(as);
  const joined = local === undefined ? null : { local: pathParts(local), foreign: foreign! };
  if (joined) pathParts(joined.foreign);
  /** What a document's pipeline makes of the documents that it is given. */
  const piped = (document: Doc, matches: Flow | null): Doc[] => {
    const scope = context.variables.withRoot(document);
    const named = variables.map(([name, expression]): [string, Value | undefined] => [
      name,
      expression(scope),
    ]);
    const now = context.variables.values.get('NOW') as Date;
    const inSight = new Variables(now, [...context.variables.values, ...named]);
    if (matches) return collected(run(inSight)(matches));
    // A filter in front chooses what is read of a large collection.
    const [filter, rest] = leadingMatch(pipeline ?? []);
    const stages = compilePipeline(rest, { ...context, variables: inSight });
    return collected(stages(optimizing('pipeline', () => context.documents(from, filter, inSight))));
  };
  const withMatches = (document: Doc, matches: Doc[]): Doc =>
    setPath(document, target, pipeline ? piped(document, matches) : matches);

  if (joined)
    return function* (input) {
      const { local: parts, foreign: field } = joined;
      if (isSmall(context, from) || context.foreign(from)!.indexed(field)) {
        let find: ReturnType<typeof finder> | null = null;
        for (const document of input) {
          if (document === null) yield null;
          else
            yield withMatches(
              document,
              (find ??= finder(context, from, field))(localValues(document, parts)),
            );
        }
      } else
        for (const [document, matches] of byBatches(input, context, from, parts, field.split('.')))
          yield document && withMatches(document, matches);
    };
  return function* (input) {
    let everything: Doc[] | null = null;
    for (const document of input) {
      if (document === null) yield null;
      else {
        if (isSmall(context, from)) everything ??= collected(context.documents(from, null));
        yield setPath(document, target, piped(document, everything));
      }
    }
  };
};

function leadingMatch(pipeline: readonly Value[]): [Doc | null, readonly Value[]] {
  const first = pipeline[0] instanceof Map ? pipeline[0].get('$match') : undefined;
  return first instanceof Map ? [first, pipeline.slice(1)] : [null, pipeline];
}
