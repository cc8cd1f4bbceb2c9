import { Failure } from '../failure.js';
import { compareValues, equalValues } from '../bson/compare.js';
import { keyOf } from '../bson/key.js';
import { integerOf, numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { compareValuesBy, sortPattern } from '../query/sort.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { checkVariableName } from './field-path.js';
import { isNullish, truthyValue } from './truth.js';

function int32(value: Value | undefined): number | null {
  const whole = isNumeric(value) ? integerOf(value) : null;
  return whole !== null && whole >= -0x80000000 && whole <= 0x7fffffff ? whole : null;
}

const elementAt: Operator = positional(2, 2, ([list, at]) => {
  if (isNullish(list) || isNullish(at)) return null;
  if (!Array.isArray(list))
    throw new Failure(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(list)}`);
  if (!isNumeric(at))
    throw new Failure(
      28690,
      `$arrayElemAt's second argument must be a numeric value, but is ${typeName(at)}`,
    );
  const index = int32(at);
  if (index === null)
    throw new Failure(
      28691,
      `$arrayElemAt's second argument must be representable as a 32-bit integer: ${show(at)}`,
    );
  return index >= 0 ? list[index] : list[list.length + index];
});

function end(side: 'first' | 'last'): Operator {
  return positional(1, 1, ([list], name) => {
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new Failure(28689, `${name}'s argument must be an array, but is ${typeName(list)}`);
    return side === 'first' ? list[0] : list.at(-1);
  });
}

const concatArrays: Operator = positional(0, Infinity, (lists) => {
  if (lists.some(isNullish)) return null;
  return lists.flatMap((list) => {
    if (!Array.isArray(list))
      throw new Failure(28664, `$concatArrays only supports arrays, not ${typeName(list)}`);
    return list;
  });
});

const size: Operator = positional(1, 1, ([list]) => {
  if (!Array.isArray(list))
    throw new Failure(17124, `The argument to $size must be an array, but was of type: ${typeName(list)}`);
  return list.length;
});

const includes: Operator = positional(2, 2, ([needle, list]) => {
  if (!Array.isArray(list))
    throw new Failure(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
  return list.some((item) => needle !== undefined && equalValues(item, needle));
});

const indexOfArray: Operator = positional(2, 4, ([list, needle, from, to]) => {
  if (isNullish(list)) return null;
  if (!Array.isArray(list))
    throw new Failure(40090, `$indexOfArray requires an array as a first argument, found: ${typeName(list)}`);
  const bound = (value: Value | undefined, what: string): number => {
    const whole = int32(value);
    if (whole === null)
      throw new Failure(
        40096,
        `$indexOfArray requires an integral ${what}, found a value of type: ${typeName(value)}, with value: "${value === undefined ? '' : show(value)}"`,
      );
    if (whole < 0) throw new Failure(40097, `$indexOfArray requires a nonnegative ${what}, found: ${whole}`);
    return whole;
  };
  const start = from === undefined ? 0 : bound(from, 'starting index');
  const stop = Math.min(to === undefined ? list.length : bound(to, 'ending index'), list.length);
  for (let at = start; at < stop; at++) if (needle !== undefined && equalValues(list[at]!, needle)) return at;
  return -1;
});

const slice: Operator = positional(2, 3, ([list, second, third]) => {
  if (isNullish(list) || isNullish(second)) return null;
  if (!Array.isArray(list))
    throw new Failure(28724, `First argument to $slice must be an array, but is of type: ${typeName(list)}`);
  if (!isNumeric(second))
    throw new Failure(
      28725,
      `Second argument to $slice must be a numeric value, but is of type: ${typeName(second)}`,
    );
  const from = int32(second);
  if (from === null)
    throw new Failure(
      28726,
      `Second argument to $slice can't be represented as a 32-bit integer: ${show(second)}`,
    );
  if (third === undefined) return from >= 0 ? list.slice(0, from) : list.slice(from);
  if (isNullish(third)) return null;
  if (!isNumeric(third))
    throw new Failure(28725, `Third argument to $slice must be numeric, but is of type: ${typeName(third)}`);
  const count = int32(third);
  if (count === null)
    throw new Failure(
      28728,
      `Third argument to $slice can't be represented as a 32-bit integer: ${show(third)}`,
    );
  if (count <= 0) throw new Failure(28729, `Third argument to $slice must be positive: ${count}`);
  const start = from >= 0 ? from : Math.max(list.length + from, 0);
  return list.slice(start, start + count);
});

const range: Operator = positional(2, 3, ([from, to, by = 1]) => {
  const whole = (value: Value | undefined, what: string, type: number, integral: number): number => {
    if (!isNumeric(value))
      throw new Failure(type, `$range requires a numeric ${what}, found value of type: ${typeName(value)}`);
    const number = int32(value);
    if (number === null)
      throw new Failure(
        integral,
        `$range requires a ${what} that can be represented as a 32-bit integer, found value: ${show(value)}`,
      );
    return number;
  };
  const start = whole(from, 'starting value', 34443, 34444);
  const stop = whole(to, 'ending value', 34445, 34446);
  const step = whole(by, 'step value', 34447, 34448);
  if (step === 0) throw new Failure(34449, '$range requires a non-zero step value');
  const made: Value[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) made.push(at);
  return made;
});

const reverse: Operator = positional(1, 1, ([list]) => {
  if (isNullish(list)) return null;
  if (!Array.isArray(list))
    throw new Failure(
      34435,
      `The argument to $reverseArray must be an array, but was of type: ${typeName(list)}`,
    );
  return [...list].reverse();
});

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
      const whole = int32(limit);
      if (whole === null)
        throw new Failure(
          327391,
          `$filter: limit must be represented as a 32-bit integral value: ${show(limit)}`,
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
      throw new Failure(40080, `$reduce requires that 'input' be an array, found: ${show(list!)}`);
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
        throw new Failure(34468, `$zip found a non-array expression in input: ${show(list!)}`);
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

function quantifier(all: boolean): Operator {
  return positional(1, 1, ([list], name) => {
    if (!Array.isArray(list))
      throw new Failure(all ? 17040 : 17041, `${name}'s argument must be an array, but is ${typeName(list)}`);
    return all ? list.every(truthyValue) : list.some(truthyValue);
  });
}

function idOf(value: Value): string {
  return keyOf(value).toString('latin1');
}

function distinct(list: readonly Value[]): Value[] {
  return [...new Map([...list].reverse().map((item) => [idOf(item), item])).values()].sort(compareValues);
}

function setOf(value: Value | undefined, code: number, message: () => string): Value[] {
  if (!Array.isArray(value)) throw new Failure(code, message());
  return value;
}

const setUnion: Operator = positional(0, Infinity, (lists) => {
  if (lists.some(isNullish)) return null;
  return distinct(
    lists.flatMap((list) =>
      setOf(
        list,
        17043,
        () => `All operands of $setUnion must be arrays. One argument is of type: ${typeName(list)}`,
      ),
    ),
  );
});

const setIntersection: Operator = positional(0, Infinity, (lists) => {
  if (lists.some(isNullish)) return null;
  const sets = lists.map((list) =>
    setOf(
      list,
      17047,
      () => `All operands of $setIntersection must be arrays. One argument is of type: ${typeName(list)}`,
    ),
  );
  const [first = [], ...others] = sets;
  const ids = others.map((set) => new Set(set.map(idOf)));
  return distinct(first.filter((item) => ids.every((set) => set.has(idOf(item)))));
});

const setDifference: Operator = positional(2, 2, ([left, right]) => {
  if (isNullish(left) || isNullish(right)) return null;
  const one = setOf(
    left,
    17048,
    () => `both operands of $setDifference must be arrays. First argument is of type: ${typeName(left)}`,
  );
  const two = setOf(
    right,
    17049,
    () => `both operands of $setDifference must be arrays. Second argument is of type: ${typeName(right)}`,
  );
  const seen = new Set(two.map(idOf));
  return one.filter((item) => !seen.has(idOf(item)) && seen.add(idOf(item)));
});

const setEquals: Operator = positional(2, Infinity, (lists) => {
  const sets = lists.map((list, at) =>
    setOf(
      list,
      17044,
      () => `All operands of $setEquals must be arrays. ${at + 1}-th argument is of type: ${typeName(list)}`,
    ),
  );
  const ids = sets.map((set) => [...new Set(set.map(idOf))].sort().join('\u0000\u0001'));
  return ids.every((id) => id === ids[0]);
});

const setIsSubset: Operator = positional(2, 2, ([left, right]) => {
  const one = setOf(
    left,
    17046,
    () => `both operands of $setIsSubset must be arrays. First argument is of type: ${typeName(left)}`,
  );
  const two = setOf(
    right,
    17042,
    () => `both operands of $setIsSubset must be arrays. Second argument is of type: ${typeName(right)}`,
  );
  const ids = new Set(two.map(idOf));
  return one.every((item) => ids.has(idOf(item)));
});

export const arrayOperators: Record<string, Operator> = {
  $arrayElemAt: elementAt,
  $first: end('first'),
  $last: end('last'),
  $concatArrays: concatArrays,
  $size: size,
  $in: includes,
  $isArray: positional(1, 1, ([value]) => Array.isArray(value)),
  $indexOfArray: indexOfArray,
  $slice: slice,
  $range: range,
  $reverseArray: reverse,
  $filter: filter,
  $map: map,
  $reduce: reduce,
  $zip: zip,
  $sortArray: sortArray,
  $allElementsTrue: quantifier(true),
  $anyElementTrue: quantifier(false),
  $setUnion: setUnion,
  $setIntersection: setIntersection,
  $setDifference: setDifference,
  $setEquals: setEquals,
  $setIsSubset: setIsSubset,
};
