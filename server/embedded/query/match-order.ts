import { compareStrings } from '../bson/compare.js';
import { allOf, pathOfIn } from './filter.js';
import type { Filter } from './filter.js';

const order = [
  'or',
  '$elemMatch',
  '$size',
  '$eq',
  '$lte',
  '$lt',
  '$gt',
  '$gte',
  '$regex',
  '$mod',
  '$exists',
  '$in',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
];

function place(filter: Filter): number {
  if (pathOfIn(filter) !== null) return order.indexOf('$in');
  if (filter.kind !== 'element') return filter.kind === 'or' ? 0 : order.length;
  const { operator, operand, negated } = filter.element;
  if (negated) return order.length;
  // A list of one is an equality to MongoDB.
  if (operator === '$in' && Array.isArray(operand) && operand.length === 1) return order.indexOf('$eq');
  const at = order.indexOf(operator);
  return at < 0 ? order.length : at;
}

function pathOf(filter: Filter): string {
  return filter.kind === 'element' ? filter.path : (pathOfIn(filter) ?? '');
}

function conditions(filter: Filter): Filter[] {
  return filter.kind === 'and' ? filter.parts.flatMap(conditions) : [filter];
}

/**
 * The same filter with its conditions in the order in which MongoDB tests them for an update: by kind, then by path. The last
 * of them that finds an array element says what the positional `$` stands for.
 */
export function inMatchOrder(filter: Filter): Filter {
  if (filter.kind !== 'and') return filter;
  const sorted = conditions(filter).sort(
    (a, b) => place(a) - place(b) || compareStrings(pathOf(a), pathOf(b)),
  );
  return allOf(sorted);
}
