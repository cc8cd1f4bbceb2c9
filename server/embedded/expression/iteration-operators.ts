import { int32Of } from '../bson/number.js';
import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { numberOf } from '../bson/number.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { compareValuesBy, sortPattern } from '../query/sort.js';
import type { Operator } from './expression.js';
import { checkVariableName } from './field-path.js';
import { isNullish, truthyValue } from './truth.js';

const filter: Operator = (operand, compile, names) => {
  if (!(operand instanceof Map)) throw new Failure(28646, `$filter only supports an object as its argument`);
  for (const key of operand.keys())
    if (!['input', 'as', 'cond', 'limit'].includes(key))
      throw new Failure(28647, `Unrecognized parameter to $filter: ${key}`);
  if (!operand.has('input')) throw new Failure(28648, "Missing 'input' parameter to $filter");
  if (!operand.has('cond')) throw new Failure(28650, "Missing 'cond' parameter to $filter");
  const variable = operand.get('as') ?? 'this';
  if (typeof variable !== 'string') throw new Failure(9, 'the variable of $filter must be a string');
  checkVariableName(variable);
  const input = compile(operand.get('input')!);
  const condition = compile(operand.get('cond')!, new Set([...names, variable]));
  const most = operand.has('limit') ? compile(operand.get('limit')!) : null;
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new Failure(28651, `input to $filter must be an array not ${typeName(list)}`);
    const limit = most?.(scope);
    let count = Infinity;
    if (limit !== undefined && !isNullish(limit)) {
      const whole = int32Of(limit);
      if (whole === null)
        throw new Failure(
          327391,
          `$filter: limit must be represented as a 32-bit integral value: ${showValue(limit)}`,
        );
      if (whole <= 0) throw new Failure(327392, `$filter: limit must be greater than 0: ${whole}`);
      count = whole;
    }
    const made: Value[] = [];
    for (const item of list) {
      if (made.length >= count) break;
      if (truthyValue(condition(scope.with(variable, item)))) made.push(item);
    }
    return made;
  };
};

const map: Operator = (operand, compile, names) => {
  if (!(operand instanceof Map)) throw new Failure(16878, `$map only supports an object as its argument`);
  for (const key of operand.keys())
    if (!['input', 'as', 'in'].includes(key))
      throw new Failure(16879, `Unrecognized parameter to $map: ${key}`);
  if (!operand.has('input')) throw new Failure(16880, "Missing 'input' parameter to $map");
  if (!operand.has('in')) throw new Failure(16882, "Missing 'in' parameter to $map");
  const variable = operand.get('as') ?? 'this';
  if (typeof variable !== 'string') throw new Failure(9, 'the variable of $map must be a string');
  checkVariableName(variable);
  const input = compile(operand.get('input')!);
  const body = compile(operand.get('in')!, new Set([...names, variable]));
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new Failure(16883, `input to $map must be an array not ${typeName(list)}`);
    return list.map((item) => body(scope.with(variable, item)) ?? null);
  };
};

const reduce: Operator = (operand, compile, names) => {
  if (!(operand instanceof Map))
    throw new Failure(40075, `$reduce requires an object as an argument, found: ${typeName(operand)}`);
  for (const key of operand.keys())
    if (!['input', 'initialValue', 'in'].includes(key))
      throw new Failure(40076, `$reduce found an unknown argument: ${key}`);
  for (const [key, code] of [
    ['input', 40077],
    ['initialValue', 40078],
    ['in', 40079],
  ] as const)
    if (!operand.has(key)) throw new Failure(code, `$reduce requires '${key}' to be specified`);
  const input = compile(operand.get('input')!);
  const initial = compile(operand.get('initialValue')!);
  const body = compile(operand.get('in')!, new Set([...names, 'this', 'value']));
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new Failure(40080, `$reduce requires that 'input' be an array, found: ${showValue(list!)}`);
    return list.reduce<Value | undefined>(
      (value, item) => body(scope.with('this', item).with('value', value)),
      initial(scope),
    );
  };
};

const zip: Operator = (operand, compile) => {
  if (!(operand instanceof Map))
    throw new Failure(34460, `$zip only supports an object as an argument, found ${typeName(operand)}`);
  for (const key of operand.keys())
    if (!['inputs', 'useLongestLength', 'defaults'].includes(key))
      throw new Failure(34464, `$zip found an unknown argument: ${key}`);
  const given = operand.get('inputs');
  if (!Array.isArray(given))
    throw new Failure(34461, `inputs must be an array of expressions, found ${typeName(given)}`);
  if (given.length === 0) throw new Failure(34465, '$zip requires at least one input array');
  const longest = operand.get('useLongestLength') ?? false;
  if (typeof longest !== 'boolean')
    throw new Failure(34463, `useLongestLength must be a bool, found ${typeName(longest)}`);
  const defaults = operand.get('defaults');
  if (defaults !== undefined) {
    if (!Array.isArray(defaults))
      throw new Failure(34462, `defaults must be an array of expressions, found ${typeName(defaults)}`);
    if (!longest) throw new Failure(34466, 'cannot specify defaults unless useLongestLength is true');
    if (defaults.length !== given.length)
      throw new Failure(34467, 'defaults and inputs must have the same length');
  }
  const inputs = given.map((item) => compile(item));
  const fill = ((defaults ?? []) as Value[]).map((item) => compile(item));
  return (scope) => {
    const lists = inputs.map((input) => input(scope));
    if (lists.some(isNullish)) return null;
    for (const list of lists)
      if (!Array.isArray(list))
        throw new Failure(34468, `$zip found a non-array expression in input: ${showValue(list!)}`);
    const lengths = (lists as Value[][]).map(({ length }) => length);
    const count = longest ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length: count }, (_, at) =>
      (lists as Value[][]).map((list, which) => list[at] ?? fill[which]?.(scope) ?? null),
    );
  };
};

const sortArray: Operator = (operand, compile) => {
  if (!(operand instanceof Map))
    throw new Failure(2942500, `$sortArray requires an object as an argument, found: ${typeName(operand)}`);
  for (const key of operand.keys())
    if (key !== 'input' && key !== 'sortBy')
      throw new Failure(2942501, `$sortArray found an unknown argument: ${key}`);
  if (!operand.has('input')) throw new Failure(2942502, "$sortArray requires 'input' to be specified");
  const by = operand.get('sortBy');
  if (by === undefined) throw new Failure(2942503, "$sortArray requires 'sortBy' to be specified");
  const input = compile(operand.get('input')!);
  let compare: (a: Value, b: Value) => number;
  if (by instanceof Map) compare = compareValuesBy(sortPattern(by));
  else {
    const way = isNumeric(by) ? numberOf(by) : 0;
    if (way !== 1 && way !== -1) throw new Failure(2942507, 'The $sort element value must be either 1 or -1');
    compare = (a, b) => way * compareValues(a, b);
  }
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new Failure(
        2942504,
        `The input argument to $sortArray must be an array, but was of type: ${typeName(list)}`,
      );
    return [...list].sort(compare);
  };
};

export const iterationOperators: Record<string, Operator> = {
  $filter: filter,
  $map: map,
  $reduce: reduce,
  $zip: zip,
  $sortArray: sortArray,
};
