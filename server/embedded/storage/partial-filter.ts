import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { show } from '../bson/show.js';
import type { Doc, Value } from '../bson/value.js';
import { Variables } from '../expression/scope.js';
import type { ElementTest, Filter } from '../query/filter.js';
import { parseFilter } from '../query/parse-filter.js';

const fine = ['$eq', '$lt', '$lte', '$gt', '$gte', '$exists', '$type'];

function showTest(path: string, { operator, operand }: ElementTest): string {
  const value = show(operand);
  switch (operator) {
    case '$ne':
      return `${path} $eq ${value}`;
    case '$in':
    case '$nin':
      return `${path} $in [ ${[...(operand as Value[])].sort(compareValues).map(show).join(' ')} ]`;
    case '$exists':
      return `${path} exists`;
    case '$regex':
    case '$not':
      return `${path} regex ${value}`;
    case '$size':
      return `${path} $size : ${value}`;
    default:
      return `${path} ${operator} ${value}`;
  }
}

/** A filter as MongoDB shows the tree of its conditions: one a line, each level further to the right. */
function showTree(filter: Filter, level = 0): string {
  const line = (text: string): string => `${' '.repeat(4 * level)}${text}\n`;
  const children = (parts: readonly Filter[]): string =>
    parts.map((part) => showTree(part, level + 1)).join('');
  switch (filter.kind) {
    case 'element': {
      const text = showTest(filter.path, filter.element);
      return filter.element.negated ? `${line('$not')}${' '.repeat(4)}${line(text)}` : line(text);
    }
    case 'not':
      return line('$not') + children([filter.part]);
    case 'expression':
      return line('$expr');
    default:
      return line(`$${filter.kind}`) + children(filter.parts);
  }
}

/** The filter of a partial index. @throws Failure as `parseFilter` does; 224 for `$expr` */
export function parsePartial(partial: Doc): Filter {
  return parseFilter(partial, { variables: new Variables(new Date(0)), place: 'operand' });
}

/** Holds a partial index to the conditions that MongoDB 5.0 has for it. @throws Failure 67 */
export function checkPartial(filter: Filter): void {
  if (filter.kind === 'and') return filter.parts.forEach(checkPartial);
  if (filter.kind === 'element' && !filter.element.negated && fine.includes(filter.element.operator)) return;
  throw new Failure(67, `unsupported expression in partial index: ${showTree(filter)}`);
}
