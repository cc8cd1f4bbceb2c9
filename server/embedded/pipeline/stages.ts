import { Failure } from '../failure.js';
import { integerOf, longOf, numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { pathParts } from '../expression/field-path.js';
import { compileProjection } from '../query/projection.js';
import { parseFilter } from '../query/parse-filter.js';
import { compareSortKeys, sortKey, sortPattern } from '../query/sort.js';
import { addFields, unsetFields } from './add-fields.js';
import { bucket, bucketAuto } from './bucket-stages.js';
import { group } from './group.js';
import { facet, graphLookup, lookup, unionWith } from './joining-stages.js';
import { redact } from './redact.js';
import { each } from './stage.js';
import type { CompileStage } from './stage.js';

const match: CompileStage = (operand, { variables }) => {
  if (!(operand instanceof Map))
    throw new Failure(15959, 'the match filter must be an expression in an object');
  const filter = parseFilter(operand, { variables });
  return each((document) => (filter.test(document) ? document : null));
};

/** Says which stage a wrong specification stands in, as MongoDB does. */
function invalid<T>(stage: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (
      !(error instanceof Failure) ||
      /^(?:Failed to optimize|Invalid \$|\$unset spec|\S+ specification stage)/.test(error.message)
    )
      throw error;
    throw new Failure(error.code, `Invalid ${stage} :: caused by :: ${error.message}`);
  }
}

const sort: CompileStage = (operand) => {
  if (!(operand instanceof Map)) throw new Failure(15973, 'the $sort key specification must be an object');
  if (operand.size === 0) throw new Failure(15976, '$sort stage must have at least one sort key');
  const pattern = sortPattern(operand);
  return function* (input) {
    const keyed: { key: Value[]; document: Doc }[] = [];
    for (const document of input) {
      if (document === null) yield null;
      else keyed.push({ key: sortKey(document, pattern), document });
    }
    keyed.sort((a, b) => compareSortKeys(a.key, b.key, pattern));
    for (const { document } of keyed) yield document;
  };
};

function wholeOperand(name: string, operand: Value, least: number): number {
  if (!isNumeric(operand))
    throw new Failure(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a number in: ${name}: ${show(operand)}`,
    );
  const whole = longOf(operand);
  if (whole === null)
    throw new Failure(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected an integer: ${name}: ${show(operand)}`,
    );
  if (whole < 0n)
    throw new Failure(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${whole}`,
    );
  if (whole < BigInt(least)) throw new Failure(15958, 'the limit must be positive');
  return Number(whole);
}

const limit: CompileStage = (operand) => {
  const most = wholeOperand('$limit', operand, 1);
  return function* (input) {
    let count = 0;
    for (const document of input) {
      yield document;
      if (document !== null && ++count >= most) return;
    }
  };
};

const skip: CompileStage = (operand) => {
  const fewest = wholeOperand('$skip', operand, 0);
  return function* (input) {
    let count = 0;
    for (const document of input) if (document === null || ++count > fewest) yield document;
  };
};

const project: CompileStage = (operand, { variables }) => {
  if (!(operand instanceof Map)) throw new Failure(15969, '$project specification must be an object');
  if (operand.size === 0)
    throw new Failure(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const projection = invalid('$project', () => compileProjection(operand, variables, false));
  return each((document) => projection(document, null));
};

const count: CompileStage = (operand) => {
  if (typeof operand !== 'string') throw new Failure(40156, 'the count field must be a non-empty string');
  if (operand === '') throw new Failure(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw new Failure(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw new Failure(40160, "the count field cannot contain '.'");
  return function* (input) {
    let total = 0;
    for (const document of input) {
      if (document === null) yield null;
      else total++;
    }
    if (total > 0) yield new Map([[operand, total]]);
  };
};

const unwind: CompileStage = (operand) => {
  if (typeof operand !== 'string' && !(operand instanceof Map))
    throw new Failure(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(operand)}`,
    );
  const options = operand instanceof Map ? operand : new Map<string, Value>([['path', operand]]);
  for (const name of options.keys())
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw new Failure(28811, `unrecognized option to $unwind stage: ${name}`);
  const path = options.get('path');
  if (path === undefined) throw new Failure(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new Failure(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  if (!path.startsWith('$'))
    throw new Failure(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const keep = options.get('preserveNullAndEmptyArrays') ?? false;
  if (typeof keep !== 'boolean')
    throw new Failure(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keep)}`,
    );
  const index = options.get('includeArrayIndex');
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new Failure(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${typeName(index)}`,
    );
  if (typeof index === 'string' && index.startsWith('$'))
    throw new Failure(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  const parts = pathParts(path.slice(1));
  return function* (input) {
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      for (const [value, at] of unwound(document, parts, keep)) {
        const made = value === undefined ? withoutAt(document, parts, keep) : withAt(document, parts, value);
        if (typeof index === 'string') setIndex(made, index, at);
        yield made;
      }
    }
  };
};

function setIndex(document: Doc, name: string, at: number | null): void {
  const value = at === null ? null : BigInt(at);
  const parts = name.split('.');
  let target = document;
  for (const part of parts.slice(0, -1)) {
    const next = target.get(part);
    const made: Doc = next instanceof Map ? new Map(next) : new Map();
    target.set(part, made);
    target = made;
  }
  target.set(parts.at(-1)!, value);
}

function unwound(
  document: Doc,
  parts: readonly string[],
  keep: boolean,
): [Value | undefined, number | null][] {
  let value: Value | undefined = document;
  for (const part of parts) value = value instanceof Map ? value.get(part) : undefined;
  if (Array.isArray(value)) {
    if (value.length > 0) return value.map((item, at) => [item, at]);
    return keep ? [[undefined, null]] : [];
  }
  if (value === undefined || value === null || typeName(value) === 'undefined')
    return keep ? [[value, null]] : [];
  return [[value, null]];
}

function withAt(document: Doc, parts: readonly string[], value: Value): Doc {
  const made = new Map(document);
  const [first, ...rest] = parts;
  if (rest.length === 0) made.set(first!, value);
  else made.set(first!, withAt(made.get(first!) as Doc, rest, value));
  return made;
}

function withoutAt(document: Doc, parts: readonly string[], keep: boolean): Doc {
  const made = new Map(document);
  const [first, ...rest] = parts;
  if (rest.length === 0) made.delete(first!);
  else {
    const inner = made.get(first!);
    if (inner instanceof Map) made.set(first!, withoutAt(inner, rest, keep));
  }
  return made;
}

const replaceRoot =
  (name: string): CompileStage =>
  (operand, { variables }) => {
    let given: Value | undefined = operand;
    if (name === '$replaceRoot') {
      if (!(operand instanceof Map))
        throw new Failure(
          40229,
          `expected an object as specification for $replaceRoot stage, got ${typeName(operand)}`,
        );
      for (const key of operand.keys())
        if (key !== 'newRoot')
          throw new Failure(40415, `BSON field '$replaceRoot.${key}' is an unknown field.`);
      given = operand.get('newRoot');
      if (given === undefined) throw new Failure(40231, 'no newRoot specified for the $replaceRoot stage');
    }
    const expression = compileExpression(given!, variables);
    return each((document) => {
      const made = expression(variables.withRoot(document));
      if (!(made instanceof Map))
        throw new Failure(
          40228,
          `${name === '$replaceRoot' ? "'newRoot'" : "'replacement document'"} expression must evaluate to an object, but resulting value was: ${made === undefined ? 'MISSING' : show(made)}. Type of resulting value: '${typeName(made)}'. Input document: {${[...document].map(([field, value]) => `${field}: ${show(value)}`).join(', ')}}`,
        );
      return made;
    });
  };

const sortByCount: CompileStage = (operand, context) => {
  const fine =
    (typeof operand === 'string' && operand.startsWith('$')) ||
    (operand instanceof Map && operand.keys().next().value?.startsWith('$'));
  if (!fine)
    throw new Failure(
      40149,
      'the sortByCount field must be defined as a $-prefixed path or an expression object',
    );
  const grouped = group(
    new Map<string, Value>([
      ['_id', operand],
      ['count', new Map([['$sum', 1]])],
    ]),
    context,
  );
  const ordered = sort(new Map([['count', -1]]), context);
  return (input) => ordered(grouped(input));
};

const sample: CompileStage = (operand) => {
  if (!(operand instanceof Map))
    throw new Failure(28745, 'the $sample stage specification must be an object');
  if (!operand.has('size')) throw new Failure(28749, '$sample stage must specify a size');
  const size = operand.get('size');
  if (!isNumeric(size)) throw new Failure(28746, 'size argument to $sample must be a number');
  if (numberOf(size) < 0 || integerOf(size) === null)
    throw new Failure(28747, 'size argument to $sample must not be negative');
  return function* (input) {
    const chosen: Doc[] = [];
    let seen = 0;
    for (const document of input) {
      if (document === null) yield null;
      else {
        seen++;
        if (chosen.length < integerOf(size)!) chosen.push(document);
        else {
          const at = Math.floor(Math.random() * seen);
          if (at < chosen.length) chosen[at] = document;
        }
      }
    }
    yield* chosen;
  };
};

const documents: CompileStage = (operand, { variables }) => {
  const expression = compileExpression(operand, variables);
  return function* () {
    const made = expression(variables.withRoot(new Map()));
    if (!Array.isArray(made)) throw new Failure(5858203, 'an array is expected');
    for (const document of made) {
      if (!(document instanceof Map))
        throw new Failure(40228, '$documents must evaluate to an array of objects');
      yield document;
    }
  };
};

/** Every pipeline stage this engine has. One that is not here is refused by name. */
export const stages = (): Readonly<Record<string, CompileStage>> => ({
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $project: project,
  $count: count,
  $unwind: unwind,
  $group: group,
  $addFields: (operand, { variables }) =>
    each(invalid('$addFields', () => addFields(operand, variables, '$addFields'))),
  $set: (operand, { variables }) => each(invalid('$set', () => addFields(operand, variables, '$set'))),
  $unset: (operand) => each(invalid('$unset', () => unsetFields(operand))),
  $replaceRoot: replaceRoot('$replaceRoot'),
  $replaceWith: replaceRoot('$replaceWith'),
  $sortByCount: sortByCount,
  $sample: sample,
  $lookup: lookup,
  $unionWith: unionWith,
  $facet: facet,
  $graphLookup: graphLookup,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $redact: redact,
  $documents: documents,
});
