import { compareValues, equalValues } from '../bson/compare.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, rankOf } from '../bson/type.js';
import { ObjectId, Special } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Index } from '../storage/catalog.js';
import type { ElementTest, Filter } from '../query/filter.js';
import { areExact } from './bounds.js';

/** The element tests that every fitting document passes, by path; those of a collation are none that an index could know. */
export function requirements(filter: Filter, into: Map<string, ElementTest[]>): Map<string, ElementTest[]> {
  if (filter.kind === 'and') for (const part of filter.parts) requirements(part, into);
  else if (filter.kind === 'element' && !filter.element.collated)
    into.set(filter.path, [...(into.get(filter.path) ?? []), filter.element]);
  return into;
}

/** Whether a filter can only fit documents that a sparse or partial index holds. */
export function covers(index: Index, tests: ReadonlyMap<string, ElementTest[]>, filter: Filter): boolean {
  if (index.sparse) {
    const present = index.pattern.some(({ path }) =>
      (tests.get(path) ?? []).some(
        ({ negated, operator, operand }) =>
          !negated && operator !== '$exists' && !meansMissing(operator, operand),
      ),
    );
    if (!present) return false;
  }
  return index.partial === null || implies(filter, index.partial);
}

function meansMissing(operator: string, operand: Value): boolean {
  // `$gt: MinKey` and `$lt: MaxKey` fit a missing field as well.
  if (operand instanceof Special) return true;
  if (operator === '$in') return (operand as Value[]).includes(null);
  return (
    operand === null ||
    (typeof operand === 'object' &&
      !['$eq', '$in', '$gt', '$lt', '$gte', '$lte', '$regex'].includes(operator))
  );
}

/** Whether every document that fits `filter` fits `needed`, as far as can be told: each needed test stands in the filter. */
function implies(filter: Filter, needed: Filter): boolean {
  if (needed.kind === 'and') return needed.parts.every((part) => implies(filter, part));
  if (needed.kind !== 'element') return false;
  const tests = requirements(filter, new Map()).get(needed.path) ?? [];
  return tests.some((test) => !test.negated && settles(test, needed.element));
}

/** Whether a value that passes `test` passes `needed` for certain. */
function settles(test: ElementTest, needed: ElementTest): boolean {
  if (test.operator === needed.operator && equalValues(test.operand, needed.operand)) return true;
  // A value the filter demands exactly settles every test of single values.
  if (test.operator === '$eq' && test.operand !== null && !Array.isArray(test.operand))
    return needed.single(test.operand) && !needed.negated;
  return isNarrower(test, needed);
}

const directions: Readonly<Record<string, number>> = { $lt: -1, $lte: -1, $gt: 1, $gte: 1 };

/** Whether both are ranges to the same side and of the same type, and the first ends before the second does. */
function isNarrower(test: ElementTest, needed: ElementTest): boolean {
  const direction = directions[needed.operator];
  if (direction === undefined || directions[test.operator] !== direction) return false;
  if (needed.negated || !isOrdered(test.operand) || !isOrdered(needed.operand)) return false;
  if (rankOf(test.operand) !== rankOf(needed.operand)) return false;
  const further = compareValues(test.operand, needed.operand) * direction;
  // At the same end a range without its end lies within one that has it.
  return further > 0 || (further === 0 && (needed.operator.endsWith('e') || !test.operator.endsWith('e')));
}

/** NaN is its own range, null also means a missing field, and arrays are compared both whole and by item. */
function isOrdered(operand: Value): boolean {
  if (isNumeric(operand)) return !Number.isNaN(numberOf(operand));
  return typeof operand === 'string' || operand instanceof Date || operand instanceof ObjectId;
}

/** Whether a filter is nothing but tests that the ranges of these paths settle. */
export function isExact(filter: Filter, paths: readonly string[]): boolean {
  if (filter.kind === 'and') return filter.parts.every((part) => isExact(part, paths));
  return (
    filter.kind === 'element' &&
    paths.includes(filter.path) &&
    // An index takes what a position names apart when it is an array; a filter does not.
    !/(?:^|\.)\d+(?:\.|$)/.test(filter.path) &&
    !filter.element.negated &&
    !filter.element.collated &&
    areExact(filter.element)
  );
}
