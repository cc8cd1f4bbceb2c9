import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import { integerOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { checkVariableName, pathParts, valueAt } from '../expression/field-path.js';
import { Variables } from '../expression/scope.js';
import { parseFilter } from '../query/parse-filter.js';
import { setPath } from './add-fields.js';
import { compilePipeline } from './compile.js';
import type { CompileStage, Flow } from './stage.js';

function collected(flow: Flow): Doc[] {
  const made: Doc[] = [];
  for (const document of flow) if (document) made.push(document);
  return made;
}

function textOption(stage: string, options: Doc, name: string, required: boolean): string | undefined {
  const value = options.get(name);
  if (value === undefined) {
    if (required) throw new Failure(9, `must specify '${name}' field for a ${stage}`);
    return undefined;
  }
  if (typeof value !== 'string')
    throw new Failure(
      9,
      `${stage} argument '${name}: ${show(value)}' must be a string, is type ${typeName(value)}`,
    );
  return value;
}

/** Looks foreign documents up by one field: each foreign value once in a map, arrays on both sides by their elements. */
function byField(documents: readonly Doc[], foreign: string): (local: Value | undefined) => Doc[] {
  const parts = foreign.split('.');
  const found = new Map<string, number[]>();
  const note = (value: Value, at: number): void => {
    const key = keyOf(value).toString('latin1');
    const list = found.get(key);
    if (!list) found.set(key, [at]);
    else if (list.at(-1) !== at) list.push(at);
  };
  documents.forEach((document, at) => {
    const value = valueAt(document, parts);
    if (value === undefined) note(null, at);
    else {
      note(value, at);
      if (Array.isArray(value)) value.forEach((item) => note(item, at));
    }
  });
  return (local) => {
    const wanted = local === undefined ? [null] : Array.isArray(local) ? local : [local];
    const rows = new Set(wanted.flatMap((value) => found.get(keyOf(value).toString('latin1')) ?? []));
    return [...rows].sort((a, b) => a - b).map((at) => documents[at]!);
  };
}

/** `$lookup`, by a pair of fields, by a pipeline with `let`, or by both. */
export const lookup: CompileStage = (operand, context) => {
  if (!(operand instanceof Map))
    throw new Failure(9, `the $lookup stage specification must be an object, but found ${typeName(operand)}`);
  for (const name of operand.keys())
    if (!['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'].includes(name))
      throw new Failure(9, `unknown argument to $lookup: ${name}`);
  const from = textOption('$lookup', operand, 'from', true)!;
  const as = textOption('$lookup', operand, 'as', true)!;
  const local = textOption('$lookup', operand, 'localField', false);
  const foreign = textOption('$lookup', operand, 'foreignField', false);
  const pipeline = operand.get('pipeline');
  if ((local === undefined) !== (foreign === undefined) || (local === undefined && pipeline === undefined))
    throw new Failure(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
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
  run(
    new Variables(new Date(0), [
      ...context.variables.values,
      ...variables.map(([name]): [string, Value] => [name, null]),
    ]),
  );
  const target = pathParts(as);
  return function* (input) {
    let everything: Doc[] | null = null;
    let find: ((value: Value | undefined) => Doc[]) | null = null;
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      everything ??= collected(context.documents(from, null));
      let matches = everything;
      if (local !== undefined) {
        find ??= byField(everything, foreign!);
        matches = find(valueAt(document, local.split('.')));
      }
      if (pipeline) {
        const scope = context.variables.withRoot(document);
        const values = variables.map(([name, expression]): [string, Value | undefined] => [
          name,
          expression(scope),
        ]);
        matches = collected(
          run(
            new Variables(context.variables.values.get('NOW') as Date, [
              ...context.variables.values,
              ...values,
            ]),
          )(matches),
        );
      }
      yield setPath(document, target, matches);
    }
  };
};

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

/** `$facet`: several pipelines over the same documents. */
export const facet: CompileStage = (operand, context) => {
  if (!(operand instanceof Map) || operand.size === 0)
    throw new Failure(40169, 'the $facet specification must be a non-empty object');
  const branches = [...operand].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new Failure(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`);
    if (name.includes('.') || name.startsWith('$'))
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

/** `$graphLookup`: follows a field from document to document. */
export const graphLookup: CompileStage = (operand, context) => {
  if (!(operand instanceof Map))
    throw new Failure(
      9,
      `the $graphLookup stage specification must be an object, but found ${typeName(operand)}`,
    );
  for (const name of operand.keys())
    if (
      ![
        'from',
        'startWith',
        'connectFromField',
        'connectToField',
        'as',
        'maxDepth',
        'depthField',
        'restrictSearchWithMatch',
      ].includes(name)
    )
      throw new Failure(40104, `Unknown argument to $graphLookup: ${name}`);
  for (const name of ['from', 'as', 'startWith', 'connectFromField', 'connectToField'])
    if (!operand.has(name))
      throw new Failure(
        40105,
        `missing '${name}' option to $graphLookup stage specification: ${show(operand)}`,
      );
  for (const name of ['from', 'as', 'connectFromField', 'connectToField', 'depthField'])
    if (operand.has(name) && typeof operand.get(name) !== 'string')
      throw new Failure(
        40103,
        `'${name}' option to $graphLookup must be a string, but was type ${typeName(operand.get(name))}`,
      );
  const depthLimit = operand.get('maxDepth');
  const most = depthLimit === undefined ? Infinity : isNumeric(depthLimit) ? integerOf(depthLimit) : null;
  if (most === null)
    throw new Failure(40100, `maxDepth requires a numeric argument, found type: ${typeName(depthLimit)}`);
  if (most < 0) throw new Failure(40101, `maxDepth requires a nonnegative argument, found: ${most}`);
  const restriction = operand.get('restrictSearchWithMatch');
  const filter = restriction instanceof Map ? parseFilter(restriction, context) : null;
  const start = compileExpression(operand.get('startWith')!, context.variables);
  const [fromField, toField] = [
    (operand.get('connectFromField') as string).split('.'),
    operand.get('connectToField') as string,
  ];
  const target = pathParts(operand.get('as') as string);
  const depthField = operand.get('depthField') as string | undefined;
  return function* (input) {
    let find: ((value: Value | undefined) => Doc[]) | null = null;
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      find ??= byField(
        collected(context.documents(operand.get('from') as string, null)).filter(
          (one) => !filter || filter.test(one),
        ),
        toField,
      );
      const reached = new Map<Doc, number>();
      let frontier: (Value | undefined)[] = [start(context.variables.withRoot(document))];
      for (let depth = 0; frontier.length > 0 && depth <= most; depth++) {
        const fresh = frontier
          .flatMap((value) => (value === undefined ? [] : find!(value)))
          .filter((one) => !reached.has(one));
        for (const one of fresh) reached.set(one, depth);
        frontier = [...new Set(fresh)].map((one) => valueAt(one, fromField));
      }
      const results = [...reached].map(([one, depth]) =>
        depthField === undefined ? one : setPath(one, pathParts(depthField), BigInt(depth)),
      );
      yield setPath(document, target, results);
    }
  };
};
