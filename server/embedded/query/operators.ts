import { Failure } from '../failure.js';
import { compareNumbers, compareValues, equalValues } from '../bson/compare.js';
import { Double, Regex, Special, SymbolValue } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { isNumeric, rankOf, typeName, typeNumbers, typeOf } from '../bson/type.js';
import { integerOf, longOf, numberOf } from '../bson/number.js';
import { isOperators } from './field-operators.js';
import { compileRegex } from './regex.js';
import type { ElementTest } from './filter.js';

type Single = (value: Value | undefined) => boolean;

/** A test of one value, or of any element of an array. */
export function element(
  operator: string,
  operand: Value,
  single: Single,
  whole = false,
  negated = false,
): ElementTest {
  return { operator, operand, single, whole, negated };
}

/** The same test, turned round over the whole path: `$ne` is "no value equals". */
export function negatedElement(test: ElementTest, operator: string): ElementTest {
  return { ...test, operator, negated: !test.negated };
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (value instanceof Special && value.name === 'undefined');
}

function isNaNValue(value: Value): boolean {
  return isNumeric(value) && compareNumbers(value, NaN) === 0;
}

export function equality(operand: Value): ElementTest {
  if (operand instanceof Special && operand.name === 'undefined')
    throw new Failure(2, 'cannot compare to undefined');
  if (operand === null) return element('$eq', operand, isNothing);
  if (typeof operand === 'string')
    return element(
      '$eq',
      operand,
      (value) => value === operand || (value instanceof SymbolValue && value.text === operand),
    );
  return element('$eq', operand, (value) => value !== undefined && equalValues(value, operand));
}

const accepts: Record<string, (order: number) => boolean> = {
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

/** `$lt`, `$lte`, `$gt`, `$gte`: only values of the operand's own kind compare; NaN equals NaN and nothing else. */
export function comparison(operator: string, operand: Value, path: string): ElementTest {
  if (operand instanceof Regex)
    throw new Failure(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
  if (operand instanceof Special && operand.name === 'undefined')
    throw new Failure(2, 'cannot compare to undefined');
  const accept = accepts[operator]!;
  const orEqual = accept(0);
  if (operand === null) return element(operator, operand, (value) => orEqual && isNothing(value));
  if (operand instanceof Special) {
    const side = operand.name === 'minKey' ? 1 : -1;
    return element(operator, operand, (value) =>
      accept(value instanceof Special && value.name === operand.name ? 0 : side),
    );
  }
  if (isNaNValue(operand))
    return element(operator, operand, (value) => orEqual && value !== undefined && isNaNValue(value));
  const rank = rankOf(operand);
  return element(
    operator,
    operand,
    (value) =>
      value !== undefined &&
      rankOf(value) === rank &&
      !isNaNValue(value) &&
      accept(compareValues(value, operand)),
  );
}

export function regexTest(regex: Regex): ElementTest {
  const matches = compileRegex(regex);
  return element('$regex', regex, (value) => {
    if (typeof value === 'string') return matches(value);
    if (value instanceof SymbolValue) return matches(value.text);
    return value instanceof Regex && value.pattern === regex.pattern && value.flags === regex.flags;
  });
}

/** `$in`: any of the values, or any of the regular expressions. */
export function membership(operand: Value): ElementTest {
  if (!Array.isArray(operand)) throw new Failure(2, '$in needs an array');
  const tests = operand.map((item) => {
    if (isOperators(item)) throw new Failure(2, 'cannot nest $ under $in');
    return item instanceof Regex ? regexTest(item) : equality(item);
  });
  const texts = new Set(operand.filter((item) => typeof item === 'string'));
  const others = tests.filter((test) => typeof test.operand !== 'string');
  return element('$in', operand, (value) => {
    if (typeof value === 'string' && texts.has(value)) return true;
    return (
      others.some((test) => test.single(value)) || (value instanceof SymbolValue && texts.has(value.text))
    );
  });
}

/** MongoDB's notion of true for option values such as that of `$exists`. */
export function truthy(value: Value | undefined): boolean {
  if (isNothing(value) || value === undefined) return false;
  if (typeof value === 'boolean') return value;
  return !isNumeric(value) || compareNumbers(value, 0) !== 0;
}

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
