import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { integerOf, numberOf, numberText } from '../bson/number.js';
import { show } from '../bson/show.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, rankOf, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression, constantOf } from '../expression/compile.js';
import type { Expression } from '../expression/expression.js';
import { accumulatorField } from './group.js';
import type { Field } from './group.js';
import type { Accumulator } from './accumulators.js';
import type { CompileStage, StageContext } from './stage.js';

function outputs(operand: Doc, stage: string, { variables }: StageContext): Field[] {
  const output = operand.get('output') ?? new Map<string, Value>([['count', new Map([['$sum', 1]])]]);
  if (!(output instanceof Map))
    throw new Failure(
      40196,
      `The ${stage} 'output' field must be an object, but found type: ${typeName(output)}.`,
    );
  return [...output].map(([name, value]) =>
    accumulatorField(name, value, (inner) => compileExpression(inner, variables)),
  );
}

function groupBy(operand: Doc, stage: string, code: number, { variables }: StageContext): Expression {
  const by = operand.get('groupBy');
  const fine =
    (typeof by === 'string' && by.startsWith('$')) ||
    (by instanceof Map && by.keys().next().value?.startsWith('$'));
  if (!fine)
    throw new Failure(
      code,
      `The ${stage} 'groupBy' field must be defined as a $-prefixed path or ${stage === '$bucketAuto' ? 'an expression object' : 'an expression'}, but found: ${by === undefined ? 'missing' : show(by)}.`,
    );
  return compileExpression(by!, variables);
}

/** `$bucket`. */
export const bucket: CompileStage = (operand, context) => {
  if (!(operand instanceof Map))
    throw new Failure(
      40201,
      `Argument to $bucket stage must be an object, but found type: ${typeName(operand)}.`,
    );
  for (const name of operand.keys())
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name))
      throw new Failure(40197, `Unrecognized option to $bucket: ${name}.`);
  if (!operand.has('groupBy') || !operand.has('boundaries'))
    throw new Failure(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  const by = groupBy(operand, '$bucket', 40202, context);
  const given = operand.get('boundaries');
  if (!Array.isArray(given))
    throw new Failure(
      40200,
      `The $bucket 'boundaries' field must be an array, but found type: ${typeName(given)}.`,
    );
  const boundaries = given.map((item) => {
    const value = constantOf(item, context.variables);
    if (value === undefined)
      throw new Failure(
        40191,
        `The $bucket 'boundaries' field must be an array of constant values, but found value: ${show(item)}.`,
      );
    return value;
  });
  if (boundaries.length < 2)
    throw new Failure(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    );
  for (let at = 1; at < boundaries.length; at++) {
    const [low, high] = [boundaries[at - 1]!, boundaries[at]!];
    if (rankOf(low) !== rankOf(high))
      throw new Failure(
        40193,
        `All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types ${typeName(low)} and ${typeName(high)}.`,
      );
    if (compareValues(low, high) >= 0)
      throw new Failure(
        40194,
        `The 'boundaries' option to $bucket must be sorted, but elements ${at - 1} and ${at} are not in ascending order (${showValue(low)} is not less than ${showValue(high)}).`,
      );
  }
  const fallback = operand.get('default');
  const otherwise = fallback === undefined ? undefined : constantOf(fallback, context.variables);
  if (fallback !== undefined && otherwise === undefined)
    throw new Failure(
      40195,
      `The $bucket 'default' field must be a constant expression, but found: ${show(fallback)}.`,
    );
  const inside = (value: Value): boolean =>
    compareValues(value, boundaries[0]!) >= 0 && compareValues(value, boundaries.at(-1)!) < 0;
  if (otherwise !== undefined && inside(otherwise))
    throw new Failure(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  const fields = outputs(operand, '$bucket', context);
  return function* (input) {
    const states = new Map<number, Accumulator[]>();
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      const scope = context.variables.withRoot(document);
      const value = by(scope) ?? null;
      const at = inside(value) ? boundaries.findLastIndex((low) => compareValues(value, low) >= 0) : -1;
      if (at < 0 && otherwise === undefined)
        throw new Failure(
          40066,
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      if (!states.has(at))
        states.set(
          at,
          fields.map(({ make }) => make()),
        );
      fields.forEach(({ expression }, which) => states.get(at)![which]!.take(expression(scope)));
    }
    const found = [...states].map(([at, accumulated]) => ({
      id: at < 0 ? otherwise! : boundaries[at]!,
      accumulated,
    }));
    found.sort((a, b) => compareValues(a.id, b.id));
    for (const { id, accumulated } of found)
      yield new Map([
        ['_id', id],
        ...fields.map(({ name }, which): [string, Value] => [name, accumulated[which]!.result()]),
      ]);
  };
};

/** `$bucketAuto`, without rounding to preferred numbers. */
export const bucketAuto: CompileStage = (operand, context) => {
  if (!(operand instanceof Map))
    throw new Failure(
      40240,
      `The argument to $bucketAuto must be an object, but found type: ${typeName(operand)}.`,
    );
  if (operand.has('granularity'))
    throw new Failure(238, "the 'granularity' of $bucketAuto is not supported by this engine");
  for (const name of operand.keys())
    if (!['groupBy', 'buckets', 'output'].includes(name))
      throw new Failure(40245, `Unrecognized option to $bucketAuto: ${name}.`);
  if (!operand.has('groupBy') || !operand.has('buckets'))
    throw new Failure(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  const by = groupBy(operand, '$bucketAuto', 40239, context);
  const given = operand.get('buckets');
  if (!isNumeric(given))
    throw new Failure(
      40241,
      `The $bucketAuto 'buckets' field must be a numeric value, but found type: ${typeName(given)}.`,
    );
  const count = integerOf(given);
  if (count === null)
    throw new Failure(
      40242,
      `The $bucketAuto 'buckets' field must be representable as a 32-bit integer, but found ${numberText(numberOf(given))}.`,
    );
  if (count <= 0)
    throw new Failure(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${count}.`);
  const fields = outputs(operand, '$bucketAuto', context);
  return function* (input) {
    const rows: { value: Value; document: Doc }[] = [];
    for (const document of input) {
      if (document === null) yield null;
      else rows.push({ value: by(context.variables.withRoot(document)) ?? null, document });
    }
    rows.sort((a, b) => compareValues(a.value, b.value));
    const size = Math.max(1, Math.round(rows.length / count));
    const buckets: (typeof rows)[] = [];
    for (let at = 0; at < rows.length;) {
      let stop = buckets.length === count - 1 ? rows.length : Math.min(at + size, rows.length);
      // What is equal stays together.
      while (stop < rows.length && compareValues(rows[stop - 1]!.value, rows[stop]!.value) === 0) stop++;
      buckets.push(rows.slice(at, stop));
      at = stop;
    }
    for (const [which, rowsOf] of buckets.entries()) {
      const states = fields.map(({ make }) => make());
      for (const { document } of rowsOf) {
        const scope = context.variables.withRoot(document);
        fields.forEach(({ expression }, at) => states[at]!.take(expression(scope)));
      }
      const max = buckets[which + 1]?.[0]!.value ?? rowsOf.at(-1)!.value;
      const id = new Map<string, Value>([
        ['min', rowsOf[0]!.value],
        ['max', max],
      ]);
      yield new Map<string, Value>([
        ['_id', id],
        ...fields.map(({ name }, at): [string, Value] => [name, states[at]!.result()]),
      ]);
    }
  };
};
