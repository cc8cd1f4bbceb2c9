import type { Wording } from '../satisfaction/method.js';
import type { ScoreNode } from '../satisfaction/score-tree.js';

/** A part of a score method as a line of a table. */
export interface ScorePartLine {
  id: string;
  title: Wording;
  /** 1 for the parts of the whole, 2 for their parts, and so on. */
  depth: number;
  /** Share 0–1 among the parts of the same branch; null where the branch adds. */
  share: number | null;
  /** What a value may be; null for a part that is made of others. */
  range: { low: number; high: number } | null;
  /** The range that it is brought to before it is combined; null: it is taken as it is. */
  scale: { low: number; high: number } | null;
}

const ends = ([low, high]: [number, number]) => ({ low, high });

/** All parts of the tree, each before its own parts; the whole itself is left out. */
export function scorePartLines(node: ScoreNode, depth = 1): ScorePartLine[] {
  if (!('children' in node)) return [];
  const total = node.children.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return node.children.flatMap((child) => [
    {
      id: child.id,
      title: child.title,
      depth,
      share: node.combine === 'mean' ? (child.weight ?? 1) / total : null,
      range: 'children' in child ? null : ends(child.range),
      scale: child.normalise ? ends(child.normalise.to) : null,
    },
    ...scorePartLines(child, depth + 1),
  ]);
}
