import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import { double } from '../bson/value.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { real, refuseDecimal } from './real-functions.js';
import { isNullish } from './truth.js';

function shown(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}

/** A function that is defined between two bounds, which belong to it; NaN stays NaN. @throws Failure 50989 outside */
function between(least: number, most: number, apply: (value: number) => number): Operator {
  return real(apply, (value, name) => {
    if (!(value < least || value > most)) return;
    throw new Failure(
      50989,
      `cannot apply ${name} to ${shown(value)}, value must be in [${shown(least)},${shown(most)}]`,
    );
  });
}

/** A function of every number but the two infinities. @throws Failure 50989 for those */
function finite(apply: (value: number) => number): Operator {
  return real(apply, (value, name) => {
    if (Math.abs(value) === Infinity)
      throw new Failure(50989, `cannot apply ${name} to ${shown(value)}, value must be in (-inf,inf)`);
  });
}

export const trigonometryOperators: Record<string, Operator> = {
  $sin: finite(Math.sin),
  $cos: finite(Math.cos),
  $tan: finite(Math.tan),
  $asin: between(-1, 1, Math.asin),
  $acos: between(-1, 1, Math.acos),
  $atan: real(Math.atan),
  $atan2: positional(2, 2, ([y, x], name) => {
    if (isNullish(y) || isNullish(x)) return null;
    if (!isNumeric(y) || !isNumeric(x))
      throw new Failure(51044, `$atan2 only supports numeric types, not ${typeName(y)} and ${typeName(x)}`);
    refuseDecimal(name, y, x);
    return double(Math.atan2(numberOf(y), numberOf(x)));
  }),
  $sinh: real(Math.sinh),
  $cosh: real(Math.cosh),
  $tanh: real(Math.tanh),
  $asinh: real(Math.asinh),
  $acosh: between(1, Infinity, Math.acosh),
  $atanh: between(-1, 1, Math.atanh),
  $degreesToRadians: real((value) => (value * Math.PI) / 180),
  $radiansToDegrees: real((value) => (value * 180) / Math.PI),
};
