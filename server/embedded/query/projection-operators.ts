import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import type { Variables } from '../expression/scope.js';
import { elementFits } from './parse-filter.js';

/** The projection operators that only a find has. */
export type FindOperator =
  | { readonly kind: '$'; readonly path: string }
  | { readonly kind: '$elemMatch'; readonly path: string; readonly fits: (item: Value) => boolean }
  | { readonly kind: '$slice'; readonly path: string; readonly cut: (list: Value[]) => Value[] };

function slice(operand: Value): (list: Value[]) => Value[] {
  const whole = (value: Value): number => {
    const number = isNumeric(value) ? integerOf(value) : null;
    if (number === null)
      throw new Failure(
        28724,
        `First argument to $slice must be an array, but is of type: ${typeName(operand)}`,
      );
    return number;
  };
  if (!Array.isArray(operand)) {
    const count = whole(operand);
    return (list) => (count >= 0 ? list.slice(0, count) : list.slice(count));
  }
  const [skip, limit] = operand.map(whole);
  if (limit! <= 0) throw new Failure(28729, `Third argument to $slice must be positive: ${limit}`);
  return (list) => {
    const from = skip! >= 0 ? skip! : Math.max(list.length + skip!, 0);
    return list.slice(from, from + limit!);
  };
}

/** The operator a projection value is, or null when it is an expression or a nested projection. */
export function findOperators(path: string, value: Value, variables: Variables): FindOperator | null {
  if (!(value instanceof Map) || value.size !== 1) return null;
  if (value.has('$elemMatch')) {
    const operand = value.get('$elemMatch')!;
    if (!(operand instanceof Map))
      throw new Failure(31274, `elemMatch: Invalid argument, object required, but got ${typeName(operand)}`);
    if (path.includes('.')) throw new Failure(31275, 'Cannot use $elemMatch projection on a nested field.');
    return { kind: '$elemMatch', path, fits: elementFits(operand, { variables }) };
  }
  const operand = value.get('$slice');
  if (operand === undefined) return null;
  // With a first argument that is no number, `$slice` is the expression of that name.
  if (
    !isNumeric(operand) &&
    !(Array.isArray(operand) && operand.length === 2 && operand.every((part) => isNumeric(part)))
  )
    return null;
  return { kind: '$slice', path, cut: slice(operand) };
}
