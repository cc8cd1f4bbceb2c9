import { keyOf } from '../bson/key.js';
import { isNumeric, rankOf } from '../bson/type.js';
import { Regex, Special } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { ElementTest } from '../query/filter.js';
import { behind } from '../storage/keys.js';

/** A place between keys: before or after all keys that begin with these bytes. */
export interface Edge {
  readonly key: Buffer;
  readonly after: boolean;
}

/** A stretch of one index part. */
export interface Interval {
  readonly from: Edge;
  readonly to: Edge;
}

/** The bytes that sort where an edge is. */
export function edgeBytes({ key, after }: Edge): Buffer {
  return after ? behind(key) : key;
}

function compareEdges(a: Edge, b: Edge): number {
  return Buffer.compare(edgeBytes(a), edgeBytes(b));
}

/** All keys that begin with these bytes. */
function below(key: Buffer): Interval {
  return { from: { key, after: false }, to: { key, after: true } };
}

export const everyKey: Interval = below(Buffer.alloc(0));

function point(value: Value): Interval {
  return below(keyOf(value));
}

/** All texts that begin so: their keys do, without the two bytes that end a text. A stretch, not a point, to its very form. */
function beginning(text: string): Interval {
  const key = keyOf(text).subarray(0, -2);
  return { from: { key, after: false }, to: { key: behind(key), after: false } };
}

/** Whether each stretch is one value. */
export function arePoints(intervals: readonly Interval[]): boolean {
  return intervals.every(
    ({ from, to }) => from.key.equals(to.key) && !from.after && to.after && from.key.length > 1,
  );
}

/** Whether a value stands in an index as itself: an array does not (its elements do), a regex also means its matches. */
function isPlain(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof Regex) && !(value instanceof Special);
}

/** BSON undefined, and null with which missing fields stand. */
const nothingKeys: Interval = {
  from: { key: Buffer.of(3), after: false },
  to: { key: Buffer.of(5), after: true },
};

function equalTo(value: Value): Interval | null {
  if (value === null) return nothingKeys;
  return isPlain(value) ? point(value) : null;
}

/** The text every match of a regular expression begins with, when it is anchored and not case-folding; else null. */
function literalPrefix({ pattern, flags }: Regex): string | null {
  if (!pattern.startsWith('^') || /[imx]/.test(flags) || pattern.includes('|')) return null;
  const literal = /^\^((?:[^\\^$.|?*+()[\]{}\s]|\s)*)/u.exec(pattern)?.[1] ?? '';
  const rest = pattern.slice(1 + literal.length);
  // A quantifier behind the last character makes it optional.
  const kept = /^[?*{]/.test(rest) ? Array.from(literal).slice(0, -1).join('') : literal;
  return kept === '' ? null : kept;
}

/**
 * The stretches of an index part that hold every value an element test accepts, ascending and apart; null when the index
 * cannot narrow the test. The candidates are always tested again, so a stretch may be too wide but never too narrow.
 */
export function intervalsOf(test: ElementTest): Interval[] | null {
  if (test.negated || test.whole) return null;
  const { operator, operand } = test;
  switch (operator) {
    case '$eq': {
      const interval = equalTo(operand);
      return interval ? [interval] : null;
    }
    case '$in': {
      const all = (operand as Value[]).map(equalTo);
      return all.includes(null) ? null : disjoint(all as Interval[]);
    }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, operand);
    case '$regex': {
      const prefix = literalPrefix(operand as Regex);
      if (prefix === null) return null;
      // A stored regular expression that equals the pattern fits too.
      return disjoint([beginning(prefix), point(operand)]);
    }
    default:
      return null;
  }
}

function comparison(operator: string, operand: Value): Interval[] | null {
  if (operand === null) return operator === '$gte' || operator === '$lte' ? [nothingKeys] : [];
  if (!isPlain(operand)) return null;
  // Only values of the operand's own rank compare; NaN is beside all other numbers.
  const rank = below(Buffer.of(rankOf(operand)));
  const first = isNumeric(operand) ? { key: Buffer.of(rankOf(operand), 1), after: false } : rank.from;
  const key = keyOf(operand);
  if (isNumeric(operand) && key[1] === 0) return [below(key)];
  if (operator === '$gt' || operator === '$gte')
    return [{ from: { key, after: operator === '$gt' }, to: rank.to }];
  return [{ from: first, to: { key, after: operator === '$lte' } }];
}

/** Whether the stretches of a test hold its values and no others, as long as the part never met an array. */
export function areExact({ operator, operand }: ElementTest): boolean {
  if (operator === '$in') return !(operand as Value[]).includes(null);
  return operand !== null && ['$eq', '$gt', '$gte', '$lt', '$lte'].includes(operator);
}

/** Sorted, without overlaps. */
export function disjoint(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => compareEdges(a.from, b.from));
  const made: Interval[] = [];
  for (const interval of sorted) {
    const last = made.at(-1);
    if (last && compareEdges(interval.from, last.to) < 0) {
      if (compareEdges(interval.to, last.to) > 0)
        made[made.length - 1] = { from: last.from, to: interval.to };
    } else made.push(interval);
  }
  return made;
}

/** What two lists of stretches have in common. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const made: Interval[] = [];
  for (const one of a)
    for (const two of b) {
      const from = compareEdges(one.from, two.from) > 0 ? one.from : two.from;
      const to = compareEdges(one.to, two.to) < 0 ? one.to : two.to;
      if (compareEdges(from, to) < 0) made.push({ from, to });
    }
  return disjoint(made);
}

function turned({ key, after }: Edge): Edge {
  return { key: Buffer.from(key.map((byte) => ~byte & 0xff)), after: !after };
}

/** A stretch in a part that is stored descending: its bytes are inverted and its ends change places. */
export function inverted({ from, to }: Interval): Interval {
  return { from: turned(to), to: turned(from) };
}

/** Stretches of a part behind each of the given points of the parts before it. */
export function continued(points: readonly Interval[], part: readonly Interval[]): Interval[] {
  // Behind nothing, as the first part of every index is, there is nothing to join.
  if (points.length === 1 && points[0]!.from.key.length === 0) return [...part];
  return points.flatMap(({ from: { key } }) =>
    part.map(({ from, to }) => ({
      from: { key: Buffer.concat([key, from.key]), after: from.after },
      to: { key: Buffer.concat([key, to.key]), after: to.after },
    })),
  );
}
