import { Special } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { compareNumbers } from '../bson/compare.js';
import { isNumeric } from '../bson/type.js';

/** Missing, null and BSON's undefined, which most operators answer with null. */
export function isNullish(value: Value | undefined): boolean {
  return value === undefined || value === null || (value instanceof Special && value.name === 'undefined');
}

/** What an expression takes for true: everything but false, zero, null and missing. */
export function truthyValue(value: Value | undefined): boolean {
  if (value === undefined || isNullish(value)) return false;
  if (typeof value === 'boolean') return value;
  return !isNumeric(value) || compareNumbers(value, 0) !== 0;
}
