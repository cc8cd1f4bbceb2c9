import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Method, ScoreMethod } from '../../server/satisfaction/method.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { scoreIndex } from '../../server/satisfaction/score-index.js';
import type { ScoreLeaf, ScoreNode } from '../../server/satisfaction/score-tree.js';

const folder = new URL('../../surveys/methods/', import.meta.url);
const scores = readdirSync(folder)
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Method)
  .filter((method): method is ScoreMethod => method.kind === 'score');

const leaves = (node: ScoreNode): ScoreLeaf[] =>
  'children' in node ? node.children.flatMap(leaves) : [node];
/** The value of a tree with every part at the same place 0–1 of its range, or at its own. */
function valueAt(tree: ScoreNode, place: (leaf: ScoreLeaf) => number): number {
  const values = leaves(tree).map((leaf) => {
    const [low, high] = leaf.range;
    return [leaf.id, low + place(leaf) * (high - low)] as const;
  });
  return scoreIndex(tree, Object.fromEntries(values)).value!;
}
/** The same tree with the weights of every mean in another unit. */
function rescaled(node: ScoreNode, factor: number): ScoreNode {
  const weighed = { ...node, weight: (node.weight ?? 1) * factor };
  return 'children' in weighed
    ? { ...weighed, children: weighed.children.map((child) => rescaled(child, factor)) }
    : weighed;
}

describe.each(scores.map((method) => [method.id, method.tree] as const))('the score %s', (id, tree) => {
  const random = seededRandom(id);
  const draws = Array.from({ length: 50 }, () => {
    const places = new Map(leaves(tree).map((leaf) => [leaf.id, random.next()]));
    return (leaf: ScoreLeaf) => places.get(leaf.id)!;
  });
  const lowest = valueAt(tree, () => 0);
  const highest = valueAt(tree, () => 1);

  it('rises with every part, and never leaves the ends of its scale', () => {
    for (const place of draws) {
      const value = valueAt(tree, place);
      expect(value).toBeGreaterThan(lowest);
      expect(value).toBeLessThan(highest);
      for (const raised of leaves(tree)) {
        const higher = valueAt(tree, (leaf) => (leaf === raised ? (1 + place(leaf)) / 2 : place(leaf)));
        expect(higher).toBeGreaterThan(value);
      }
    }
  });

  it('lies as far between its ends as all its parts do, so that the weights make one whole', () => {
    for (const place of [0.25, 0.5, 0.9])
      expect(valueAt(tree, () => place)).toBeCloseTo(lowest + place * (highest - lowest), 9);
  });

  it('does not depend on the unit of the weights', () => {
    for (const place of draws) expect(valueAt(rescaled(tree, 7), place)).toBeCloseTo(valueAt(tree, place), 9);
  });
});
