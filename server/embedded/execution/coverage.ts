import { equalValues } from '../bson/compare.js';
import { Special } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Index } from '../storage/catalog.js';
import type { ElementTest, Filter } from '../query/filter.js';
import { areExact } from './bounds.js';

/** The element tests that every fitting document passes, by path. */
export function requirements(filter: Filter, into: Map<string, ElementTest[]>): Map<string, ElementTest[]> {
  if (filter.kind === 'and') for (const part of filter.parts) requirements(part, into);
  else if (filter.kind === 'element')
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
  const { operator, operand } = needed.element;
  return tests.some((test) => {
    if (test.negated) return false;
    if (test.operator === operator && equalValues(test.operand, operand)) return true;
    // A value the filter demands exactly settles every test of single values.
    if (test.operator === '$eq' && test.operand !== null && !Array.isArray(test.operand))
      return needed.element.single(test.operand) && !needed.element.negated;
    return false;
  });
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
    areExact(filter.element)
  );
}
