import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Numeric } from './arithmetic.js';
import { unary } from './arguments.js';
import type { Operator } from './expression.js';

/** An operator of one number; null for null. @throws Failure 28765 for anything else */
export function numeric(apply: (value: Numeric, name: string) => Value): Operator {
  return unary((value, name) => {
    if (!isNumeric(value))
      throw new Failure(28765, `${name} only supports numeric types, not ${typeName(value)}`);
    return apply(value, name);
  });
}

/** @throws Failure 238: a decimal would need functions of 34 digits, which this engine does not have */
export function refuseDecimal(name: string, ...values: Numeric[]): void {
  if (values.some((value) => value instanceof Decimal128))
    throw new Failure(238, `${name} of a decimal is not supported by this engine`);
}

/** A function of one double. */
export function real(
  apply: (value: number) => number,
  check?: (value: number, name: string) => void,
): Operator {
  return numeric((value, name) => {
    refuseDecimal(name, value);
    const plain = numberOf(value);
    check?.(plain, name);
    return double(apply(plain));
  });
}
