import { describe, expect, it } from '@jest/globals';
import { chunkedPath, leavesOf, treeBuilder } from '../../server/domain/leaf-chunks.js';
import { inclusionPath, leafHash, treeRoot } from '../../server/domain/merkle-tree.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const manyLeaves = (size: number) => Array.from({ length: size }, (_, at) => leafHash(`entry ${at}`));

function build(leaves: Uint8Array[], capacity: number) {
  const builder = treeBuilder(capacity);
  const chunks = leaves.flatMap((leaf) => builder.add(leaf) ?? []);
  const { tree, last } = builder.finish();
  return { tree, chunks: last ? [...chunks, last] : chunks };
}

describe('treeBuilder', () => {
  it.each([0, 1, 3, 4, 5, 8, 9, 23, 64, 65])(
    'makes the tree of the whole list from chunks of 4: %i leaves',
    (size) => {
      const leaves = manyLeaves(size);
      const { tree, chunks } = build(leaves, 4);
      expect(tree.size).toBe(size);
      expect(hex(tree.root)).toBe(hex(treeRoot(leaves)));
      expect(chunks.flatMap(leavesOf).map(hex)).toEqual(leaves.map(hex));
    },
  );
});

describe('chunkedPath', () => {
  it.each([1, 4, 6, 8, 13, 17])('is the path in the whole tree: %i leaves', (size) => {
    const leaves = manyLeaves(size);
    const { tree, chunks } = build(leaves, 4);
    for (let index = 0; index < size; index += 1) {
      const number = Math.floor(index / 4);
      const path = chunkedPath(chunks[number]!, index % 4, tree.chunkRoots, number);
      expect(path.map(hex)).toEqual(inclusionPath(leaves, index).map(hex));
    }
  });
});
