import type { ScoreMethod, Wording } from './method.js';
import { roundHalfUp } from './round-half-up.js';
import { scoreClass, scoreIndex, scorePartIds, type ScoreResult } from './score-index.js';
import type { ScoreNode } from './score-tree.js';

/** A part of the tree with its value; unrounded. */
export interface ScorePart {
  id: string;
  title: Wording;
  /** null: not given, or a sum that lacks a part. */
  value: number | null;
  /** Weight among the parts of the same branch; absent where the branch adds. */
  weight?: number;
  parts?: ScorePart[];
}

/** A score with everything that belongs beside it. */
export interface ScoreOutcome {
  value: number | null;
  /** Id and version of the method. */
  method: string;
  version: number;
  /** What the value must be called in print. */
  label?: Wording;
  legacy?: true;
  /** The grade of the rounded value; absent where the method has none. */
  grade?: Wording | null;
  /** Parts that had no value: a mean was taken over the others, a sum is unknown. */
  missing: string[];
  parts: ScorePart[];
}

function partsOf(node: ScoreNode, result: ScoreResult): ScorePart[] {
  if (!('children' in node)) return [];
  return node.children.map((child, at) => {
    const own = result.children[at]!;
    const parts = partsOf(child, own);
    return {
      id: child.id,
      title: child.title,
      value: own.value,
      ...(node.combine === 'mean' && { weight: child.weight ?? 1 }),
      ...(parts.length > 0 && { parts }),
    };
  });
}

/** The score of given values. @throws RangeError naming parts that the method does not have or values outside their range. */
export function scoreOutcome(
  method: ScoreMethod,
  values: Readonly<Record<string, number | null>>,
): ScoreOutcome {
  const result = scoreIndex(method.tree, values);
  const rounded = result.value === null ? null : roundHalfUp(result.value, method.rounding.decimals);
  return {
    value: result.value,
    method: method.id,
    version: method.version,
    ...(method.label && { label: method.label }),
    ...(method.legacy && { legacy: true as const }),
    ...(method.classes && { grade: scoreClass(rounded, method.classes)?.title ?? null }),
    missing: scorePartIds(method.tree).filter((id) => (values[id] ?? null) === null),
    parts: partsOf(method.tree, result),
  };
}
