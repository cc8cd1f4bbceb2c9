import { weightedMean } from './weighted-mean.js';
import type { Normalisation, ScoreClass, ScoreNode } from './score-tree.js';

/** A node of the tree with its value after normalisation; null where it cannot be known. */
export interface ScoreResult {
  id: string;
  value: number | null;
  children: ScoreResult[];
}

function leavesOf(node: ScoreNode): Extract<ScoreNode, { range: unknown }>[] {
  return 'children' in node ? node.children.flatMap(leavesOf) : [node];
}

/** Ids of the parts that a score is computed from, in the order of the tree. */
export function scorePartIds(tree: ScoreNode): string[] {
  return leavesOf(tree).map(({ id }) => id);
}

export interface ScoreFault {
  part: string;
  reason: string;
}

/** Everything wrong with the given values: no such part, not a number, outside its range. Empty: they fit the tree. */
export function scoreFaults(tree: ScoreNode, values: Readonly<Record<string, number | null>>): ScoreFault[] {
  const leaves = leavesOf(tree);
  const unknown = Object.keys(values).filter((id) => leaves.every((leaf) => leaf.id !== id));
  const outside = leaves.filter(({ id, range: [low, high] }) => {
    const value = values[id] ?? null;
    return value !== null && !(value >= low && value <= high);
  });
  return [
    ...unknown.map((id) => ({ part: id, reason: `is no part of \`${tree.id}\`` })),
    ...outside.map(({ id, range: [low, high] }) => ({
      part: id,
      reason: `is ${values[id]}, not within ${low}–${high}`,
    })),
  ];
}

function normalised(value: number | null, rule: Normalisation | undefined): number | null {
  if (value === null || rule === undefined) return value;
  const [fromLow, fromHigh] = rule.from;
  const [toLow, toHigh] = rule.to;
  return toLow + ((value - fromLow) * (toHigh - toLow)) / (fromHigh - fromLow);
}

function combined(children: ScoreResult[], node: Extract<ScoreNode, { combine: unknown }>): number | null {
  if (node.combine === 'mean')
    return weightedMean(children.map(({ value }, k) => ({ value, weight: node.children[k]!.weight ?? 1 })));
  if (children.some(({ value }) => value === null)) return null;
  return children.reduce((sum, { value }) => sum + value!, 0);
}

/**
 * The value of every node: leaves are normalised, branches combined and then normalised, from the bottom up, unrounded.
 * A value that is missing is null: left out of a mean, and a sum without it is null.
 * @throws RangeError with all faults when the values do not fit the tree.
 */
export function scoreIndex(tree: ScoreNode, values: Readonly<Record<string, number | null>>): ScoreResult {
  const faults = scoreFaults(tree, values);
  if (faults.length > 0)
    throw new RangeError(faults.map(({ part, reason }) => `\`${part}\` ${reason}`).join('; '));
  function resultOf(node: ScoreNode): ScoreResult {
    if (!('children' in node))
      return { id: node.id, value: normalised(values[node.id] ?? null, node.normalise), children: [] };
    const children = node.children.map(resultOf);
    return { id: node.id, value: normalised(combined(children, node), node.normalise), children };
  }
  return resultOf(tree);
}

/** The best grade whose lower end the value reaches; null for no value, or one below all grades. */
export function scoreClass(value: number | null, classes: readonly ScoreClass[]): ScoreClass | null {
  return value === null ? null : (classes.find(({ from }) => value >= from) ?? null);
}
