import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { integerOf } from '../bson/number.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';

/** @returns 1 or -1 @throws Failure 2 for anything else */
function directionOf(value: Value): number {
  const direction = isNumeric(value) ? integerOf(value) : null;
  if (direction !== 1 && direction !== -1)
    throw new Failure(2, 'The $sort element value must be either 1 or -1');
  return direction;
}

function checkField(path: string): void {
  if (path === '') throw new Failure(2, 'The $sort field cannot be empty');
  if (path.split('.').includes(''))
    throw new Failure(2, `The $sort field is a dotted field but has an empty part: ${path}`);
}

/** What stands at a path, arrays taken by place only; a field that has the whole path as its name goes before. */
function at(value: Value | undefined, path: string): Value | undefined {
  const field = (name: string): Value | undefined =>
    value instanceof Map ? value.get(name) : Array.isArray(value) ? value[Number(name)] : undefined;
  const whole = field(path);
  const dot = path.indexOf('.');
  if (whole !== undefined || dot < 0) return whole;
  return at(field(path.slice(0, dot)), path.slice(dot + 1));
}

/**
 * The order that `$sort` of `$push` means: of whole elements, or of fields of elements that are documents; a missing field
 * counts as null. Unlike the sort of a query it compares arrays as they are.
 * @throws Failure 2 unless it is 1, -1 or fields with these
 */
export function pushOrder(by: Value): (a: Value, b: Value) => number {
  if (isNumeric(by)) {
    const direction = directionOf(by);
    return (a, b) => direction * compareValues(a, b);
  }
  if (!(by instanceof Map))
    throw new Failure(
      2,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  if (by.size === 0) throw new Failure(2, 'The $sort pattern is empty when it should be a set of fields.');
  const fields = [...by].map(([path, value]) => {
    const direction = directionOf(value);
    checkField(path);
    return { path, direction };
  });
  const key = (element: Value, path: string): Value =>
    (element instanceof Map ? at(element as Doc, path) : undefined) ?? null;
  return (a, b) => {
    for (const { path, direction } of fields) {
      const compared = compareValues(key(a, path), key(b, path));
      if (compared !== 0) return direction * compared;
    }
    return 0;
  };
}
