import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { keyOf } from '../bson/key.js';
import { typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { positional } from './arguments.js';
import { isConstant } from './constant.js';
import type { Operator } from './expression.js';
import { Scope } from './scope.js';
import { isNullish, truthyValue } from './truth.js';

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

/** Both operands of an operator on two sets; `codes` are those of a first and a second one that is no array. */
function twoSets(
  name: string,
  [left, right]: readonly (Value | undefined)[],
  codes: [number, number],
): [Value[], Value[]] {
  const side = (value: Value | undefined, at: 0 | 1): Value[] =>
    setOf(
      value,
      codes[at],
      () =>
        `both operands of ${name} must be arrays. ${at === 0 ? 'First' : 'Second'} argument is of type: ${typeName(value)}`,
    );
  return [side(left, 0), side(right, 1)];
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

const setDifference: Operator = positional(2, 2, (pair, name) => {
  if (pair.some(isNullish)) return null;
  const [one, two] = twoSets(name, pair, [17048, 17049]);
  const seen = new Set(two.map(idOf));
  return one.filter((item) => !seen.has(idOf(item)) && seen.add(idOf(item)));
});

const comparedSets: Operator = positional(2, Infinity, (lists) => {
  const sets = lists.map((list) =>
    setOf(
      list,
      17044,
      () => `All operands of $setEquals must be arrays. One argument is of type: ${typeName(list)}`,
    ),
  );
  const ids = sets.map((set) => [...new Set(set.map(idOf))].sort().join('\u0000\u0001'));
  return ids.every((id) => id === ids[0]);
});

const setEquals: Operator = (operand, compile, names, name) => {
  const count = Array.isArray(operand) ? operand.length : 1;
  if (count < 2) throw new Failure(17045, `$setEquals needs at least two arguments had: ${count}`);
  return comparedSets(operand, compile, names, name);
};

function subset(codes: [number, number]): Operator {
  return positional(2, 2, (pair, name) => {
    const [one, two] = twoSets(name, pair, codes);
    const ids = new Set(two.map(idOf));
    return one.every((item) => ids.has(idOf(item)));
  });
}

/** A second set that stands in the pipeline is looked at beforehand, and has MongoDB say what is wrong by other numbers. */
const setIsSubset: Operator = (operand, compile, names, name) => {
  const [one, two] = Array.isArray(operand) ? operand : [];
  if (one === undefined || two === undefined || isConstant(one) || !isConstant(two))
    return subset([17046, 17042])(operand, compile, names, name);
  const set = compile(two)(new Scope(null, new Map()));
  if (!Array.isArray(set))
    throw new Failure(
      17311,
      `Failed to optimize pipeline :: caused by :: both operands of $setIsSubset must be arrays. Second argument is of type: ${typeName(set)}`,
    );
  return subset([17310, 17311])(operand, compile, names, name);
};

export const setOperators: Record<string, Operator> = {
  $allElementsTrue: quantifier(true),
  $anyElementTrue: quantifier(false),
  $setUnion: setUnion,
  $setIntersection: setIntersection,
  $setDifference: setDifference,
  $setEquals: setEquals,
  $setIsSubset: setIsSubset,
};
