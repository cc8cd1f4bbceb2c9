import { ConstantFailure } from '../expression/constant-failure.js';
import { Failure, inContext } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
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

/** The cut that `$slice: n` or `$slice: [skip, n]` makes. @throws Failure 31257 to 31273 when it is neither */
function sliceOf(operand: Value): (list: Value[]) => Value[] {
  const only = int32(operand);
  if (only !== null) return (list) => (only >= 0 ? list.slice(0, only) : list.slice(only));
  if (!Array.isArray(operand))
    throw new Failure(31273, '$slice only supports numbers and [skip, limit] arrays');
  if (operand.length !== 2) throw new Failure(31272, '$slice array argument should be of form [skip, limit]');
  const [skip, limit] = operand.map(int32) as [number | null, number | null];
  const wanted = (name: string, value: Value): string =>
    `$slice expects the ${name} argument to be a number, got ${typeName(value)}`;
  if (skip === null) throw new Failure(31257, wanted('skip', operand[0]!));
  if (limit === null) throw new Failure(31258, wanted('limit', operand[1]!));
  if (limit <= 0) throw new Failure(31259, `$slice limit must be positive, got ${limit}`);
  return (list) => {
    const from = skip >= 0 ? skip : Math.max(list.length + skip, 0);
    return list.slice(from, from + limit);
  };
}

/**
 * Reads a `$slice` as the operator of a find or, where it is none, by `otherwise` as the expression of that name.
 * @throws Failure of the expression, with the reason why it is not the operator either
 */
export function readSlice<T>(path: string, value: Doc, otherwise: () => T): FindOperator | T {
  let reason: Failure;
  try {
    return { kind: '$slice', path, cut: sliceOf(value.get('$slice')!) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    reason = error;
  }
  try {
    return otherwise();
  } catch (error) {
    if (error instanceof ConstantFailure) throw error;
    throw inContext(
      error,
      `Invalid $slice syntax. The given syntax ${show(value)} did not match the find() syntax because :: Location${reason.code}: ${reason.message} :: The given syntax did not match the expression $slice syntax.`,
    );
  }
}

export const mixed = 'Cannot specify positional operator and $elemMatch.';

/** The `$elemMatch` a projection value is, or null when it is an expression; `positional`: a `$` stands before it. */
export function elemMatchOf(
  path: string,
  value: Doc,
  variables: Variables,
  positional: boolean,
): FindOperator | null {
  const operand = value.get('$elemMatch');
  if (operand === undefined) return null;
  if (!(operand instanceof Map))
    throw new Failure(31274, `elemMatch: Invalid argument, object required, but got ${typeName(operand)}`);
  if (positional) throw new Failure(31255, mixed);
  if (path.includes('.')) throw new Failure(31275, 'Cannot use $elemMatch projection on a nested field.');
  return { kind: '$elemMatch', path, fits: elementFits(operand, { variables, place: 'operand' }) };
}
