import { describe, expect, it } from '@jest/globals';
import { hashBytes, replicateGroup } from '../../server/satisfaction/replicate-group.js';

describe('replicateGroup', () => {
  it.each([
    // FNV-1a 32 over the UTF-8 bytes, then MurmurHash3 fmix32, modulo 32; computed apart from this code
    ['00000000-0000-4000-8000-000000000000', 3],
    ['b3c1d2e4-5f60-4718-92a3-b4c5d6e7f809', 10],
    ['phiếu-01', 12],
    ['', 11],
  ])('puts %s into group %d for ever', (id, group) => {
    expect(replicateGroup(id)).toBe(group);
  });

  it('hashes a piece of a buffer like the text it holds', () => {
    const bytes = new TextEncoder().encode('x,phiếu-01,y');
    expect(hashBytes(bytes, 2, bytes.length - 2) % 32).toBe(replicateGroup('phiếu-01'));
  });

  it.each([
    ['numbered ids', (i: number) => `HS-2026-${i}`],
    [
      'UUIDs',
      (i: number) => `${(i * 2654435761) % 2 ** 32}-0000-4000-8000-${i.toString(16).padStart(12, '0')}`,
    ],
  ])('spreads %s evenly over the 32 groups', (_, idOf) => {
    const counts = new Array<number>(32).fill(0);
    for (let i = 0; i < 32_000; i++) counts[replicateGroup(idOf(i))]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(61.1); // R: qchisq(0.999, 31) = 61.098
  });
});
