import { Failure } from '../failure.js';
import { integerOf, longOf, numberOf } from '../bson/number.js';
import { isNumeric, typeName, typeNumbers, typeOf } from '../bson/type.js';
import { Double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { element, truthy } from './operators.js';
import type { ElementTest } from './filter.js';

export function existence(operand: Value): ElementTest {
  return element('$exists', operand, (value) => value !== undefined, true, !truthy(operand));
}

function typeNumber(operand: Value): number | 'number' {
  if (typeof operand === 'string') {
    if (operand === 'number') return 'number';
    const number = typeNumbers[operand];
    if (number === undefined) throw new Failure(2, `Unknown type name alias: ${operand}`);
    return number;
  }
  if (!isNumeric(operand)) throw new Failure(14, 'type must be represented as a number or a string');
  const number = integerOf(operand);
  if (number === null || !Object.values(typeNumbers).includes(number))
    throw new Failure(2, `Invalid numerical type code: ${numberText(operand)}`);
  return number;
}

function numberText(value: Value): string {
  return value instanceof Double ? String(value.value) : String(value);
}

export function typeTest(operand: Value, path: string): ElementTest {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map(typeNumber);
  if (wanted.length === 0) throw new Failure(9, `${path} must match at least one type`);
  return element('$type', operand, (value) => {
    if (value === undefined) return false;
    const type = typeOf(value);
    return wanted.some((one) => (one === 'number' ? isNumeric(value) : one === type));
  });
}

export function sizeTest(operand: Value): ElementTest {
  const type = typeName(operand);
  if (!isNumeric(operand) || type === 'decimal') throw new Failure(2, '$size needs a number');
  const size = numberOf(operand);
  if (size !== Math.trunc(size) || Math.abs(size) > 0x7fffffff)
    throw new Failure(
      2,
      `$size must be ${type === 'long' ? 'representable as a 32-bit integer' : 'a whole number'}`,
    );
  if (size < 0) throw new Failure(2, '$size may not be negative');
  return element('$size', operand, (value) => Array.isArray(value) && value.length === size, true);
}

export function modulo(operand: Value): ElementTest {
  if (!Array.isArray(operand)) throw new Failure(2, 'malformed mod, needs to be an array');
  if (operand.length < 2) throw new Failure(2, 'malformed mod, not enough elements');
  if (operand.length > 2) throw new Failure(2, 'malformed mod, too many elements');
  const [divisor, remainder] = operand.map((item, index) => {
    const which = index === 0 ? 'divisor' : 'remainder';
    if (!isNumeric(item)) throw new Failure(2, `malformed mod, ${which} not a number`);
    const whole = longOf(item, true);
    if (whole === null)
      throw new Failure(
        2,
        `malformed mod, ${which} value is invalid :: caused by :: Unable to coerce NaN/Inf to integral type`,
      );
    return whole;
  });
  if (divisor === 0n) throw new Failure(2, 'divisor cannot be 0');
  return element('$mod', operand, (value) => {
    if (!isNumeric(value)) return false;
    const whole = longOf(value, true);
    return whole !== null && whole % divisor! === remainder;
  });
}
