import { describe, expect, it } from '@jest/globals';
import { inclusionPath, leafHash, rootFromPath, treeRoot } from '../../server/domain/merkle-tree.js';

const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');

// Leaves and roots for 0…8 leaves as published with Certificate Transparency's reference implementation of RFC 6962
// (merkle_tree_test.cc, testonly/reference.go of google/certificate-transparency-go).
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
  .map((text) => Buffer.from(text, 'hex'))
  .map(leafHash);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('treeRoot', () => {
  it.each(roots.map((root, size) => ({ root, size })))(
    'has the published root of $size leaves',
    ({ root, size }) => {
      expect(hex(treeRoot(leaves.slice(0, size)))).toBe(root);
    },
  );
});

describe('inclusionPath', () => {
  it('is the published path of leaf 5 of 8', () => {
    // Same source: path of leaf 6 (counted from 1) in the tree of 8.
    expect(inclusionPath(leaves, 5).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('leads every leaf of every tree to its root, and to no other', () => {
    for (let size = 1; size <= leaves.length; size += 1)
      for (let index = 0; index < size; index += 1) {
        const path = inclusionPath(leaves.slice(0, size), index);
        expect(hex(rootFromPath(leaves[index]!, index, size, path))).toBe(roots[size]);
        const other = leaves[(index + 1) % leaves.length]!;
        expect(hex(rootFromPath(other, index, size, path))).not.toBe(roots[size]);
      }
  });

  it('refuses a leaf that is not there', () => {
    expect(() => inclusionPath(leaves, 8)).toThrow('no leaf 8 among 8');
    expect(() => inclusionPath([], 0)).toThrow(RangeError);
  });
});

describe('rootFromPath', () => {
  const path = inclusionPath(leaves, 2);
  it.each([
    ['is too short', path.slice(1), 2, 8],
    ['is too long', [...path, leaves[0]!], 2, 8],
    ['belongs to a tree of another size', path, 2, 3],
    ['starts outside the tree', path, 8, 8],
    ['starts before the tree', path, -1, 8],
  ])('finds no root when the path %s', (_why, steps, index, size) => {
    expect(rootFromPath(leaves[2]!, index, size, steps)).toBeNull();
  });

  it('finds another root when the position is wrong', () => {
    expect(hex(rootFromPath(leaves[2]!, 3, 8, path))).not.toBe(roots[8]);
  });
});
