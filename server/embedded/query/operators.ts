import { Failure } from '../failure.js';
import { holdsText } from '../bson/collation.js';
import type { TextOrder } from '../bson/collation.js';
import { compareNumbers, compareStrings, compareValues, equalValues } from '../bson/compare.js';
import { Regex, Special, SymbolValue } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { isNumeric, rankOf } from '../bson/type.js';
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

function collated(test: ElementTest): ElementTest {
  return { ...test, collated: true };
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

/** Equal to the operand; texts are compared by `text`, where a collation gives it. */
export function equality(operand: Value, text: TextOrder | null): ElementTest {
  if (operand instanceof Special && operand.name === 'undefined')
    throw new Failure(2, 'cannot compare to undefined');
  if (operand === null) return element('$eq', operand, isNothing);
  if (text && holdsText(operand))
    return collated(
      element('$eq', operand, (value) => value !== undefined && compareValues(value, operand, text) === 0),
    );
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
export function comparison(
  operator: string,
  operand: Value,
  path: string,
  text: TextOrder | null,
): ElementTest {
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
  const test = element(
    operator,
    operand,
    (value) =>
      value !== undefined &&
      rankOf(value) === rank &&
      !isNaNValue(value) &&
      accept(compareValues(value, operand, text ?? compareStrings)),
  );
  return text && holdsText(operand) ? collated(test) : test;
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
export function membership(operand: Value, text: TextOrder | null): ElementTest {
  if (!Array.isArray(operand)) throw new Failure(2, '$in needs an array');
  const tests = operand.map((item) => {
    if (isOperators(item)) throw new Failure(2, 'cannot nest $ under $in');
    return item instanceof Regex ? regexTest(item) : equality(item, text);
  });
  if (text && holdsText(operand))
    return collated(element('$in', operand, (value) => tests.some((test) => test.single(value))));
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
