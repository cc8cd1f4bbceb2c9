import { describe, expect, it } from '@jest/globals';
import { idSet } from '../../../scripts/index/id-set.js';

describe('idSet', () => {
  it('finds exactly the ids that came before, through every enlargement', () => {
    const ids = idSet();
    const add = (text: string, row: number) => {
      const bytes = new TextEncoder().encode(text);
      return ids.add(bytes, 0, bytes.length, row);
    };
    let found = 0;
    for (let row = 1; row <= 50_000; row++) if (add(`HS-${row}`, row) !== null) found += 1;
    expect(found).toBe(0);
    for (let row = 1; row <= 50_000; row += 997) expect(add(`HS-${row}`, 60_000)).toBe(row);
  });
});
