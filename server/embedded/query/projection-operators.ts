import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
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

/** A number of any type as MongoDB makes an int32 of it: cut off, and held to the range. */
function int32(value: Value): number | null {
  if (!isNumeric(value)) return null;
  const number = numberOf(value);
  return Number.isNaN(number) ? 0 : Math.trunc(Math.min(Math.max(number, -0x80000000), 0x7fffffff));
}

/** The cut that `$slice: n` or `$slice: [skip, n]` makes; null when it is the expression of that name. */
function sliceOf(operand: Value): ((list: Value[]) => Value[]) | null {
  const only = int32(operand);
  if (only !== null) return (list) => (only >= 0 ? list.slice(0, only) : list.slice(only));
  if (!Array.isArray(operand) || operand.length !== 2) return null;
  const [skip, limit] = operand.map(int32) as [number | null, number | null];
  if (skip === null || limit === null || limit <= 0) return null;
  return (list) => {
    const from = skip >= 0 ? skip : Math.max(list.length + skip, 0);
    return list.slice(from, from + limit);
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
  const cut = sliceOf(operand);
  if (cut) return { kind: '$slice', path, cut };
  // Anything else is taken for the expression of that name.
  if (!Array.isArray(operand) || operand.length < 2 || operand.length > 3)
    throw new Failure(
      28667,
      `Invalid $slice syntax. The given syntax ${show(value)} did not match the find() syntax because :: Location31273: $slice only supports numbers and [skip, limit] arrays :: The given syntax did not match the expression $slice syntax. :: caused by :: Expression $slice takes at least 2 arguments, and at most 3, but ${Array.isArray(operand) ? operand.length : 1} were passed in.`,
    );
  return null;
}
