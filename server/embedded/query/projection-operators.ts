import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import type { Variables } from '../expression/scope.js';
import { elementFits } from './elem-match.js';

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
    return { kind: '$elemMatch', path, fits: elementFits(operand, { variables, place: 'operand' }) };
  }
  const operand = value.get('$slice');
  if (operand === undefined) return null;
  if (isNumeric(operand)) return { kind: '$slice', path, cut: slice(operand) };
  const pair = Array.isArray(operand) && operand.length === 2 && operand.every((part) => isNumeric(part));
  if (pair && integerOf(operand[1]! as number)! > 0) return { kind: '$slice', path, cut: slice(operand) };
  // Anything else is taken for the expression of that name.
  if (!Array.isArray(operand) || operand.length < 2 || operand.length > 3)
    throw new Failure(
      28667,
      `Invalid $slice syntax. The given syntax ${show(value)} did not match the find() syntax because :: Location31273: $slice only supports numbers and [skip, limit] arrays :: The given syntax did not match the expression $slice syntax. :: caused by :: Expression $slice takes at least 2 arguments, and at most 3, but ${Array.isArray(operand) ? operand.length : 1} were passed in.`,
    );
  return null;
}
