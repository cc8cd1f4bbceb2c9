import { Failure } from '../failure.js';
import type { Value } from '../bson/value.js';
import type { Filter } from './filter.js';

/** Whether a bare value fits filters that were set at no path: an array counts as one value and is not entered. */
export function singleValueFits(filter: Filter, value: Value): boolean {
  switch (filter.kind) {
    case 'element':
      return filter.element.single(value) !== filter.element.negated;
    case 'not':
      return !singleValueFits(filter.part, value);
    case 'and':
      return filter.parts.every((part) => singleValueFits(part, value));
    case 'or':
      return filter.parts.some((part) => singleValueFits(part, value));
    case 'nor':
      return !filter.parts.some((part) => singleValueFits(part, value));
    default:
      throw new Failure(2, '$expr cannot be applied to a single value');
  }
}
