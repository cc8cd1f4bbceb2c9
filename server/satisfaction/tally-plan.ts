import { compositesOf, countedItems, type Composite } from './composites.js';
import type { IndexStructure } from './estimate.js';

/** Up to this many key values two items are counted in one step; beyond, their joint cells would not fit the cache. */
export const KEYS_FOR_PAIRS = 256;

/** How the items of a structure are counted under a number of keys. */
export interface TallyPlan {
  criteria: string[];
  composites: Composite[];
  /** Items counted together. */
  joints: string[][];
  /** Bits of a joint code and of a pattern of answered composites. */
  shift: number;
  /** For each pattern of `shift` composites and each item: the bits of the composites that the item belongs to. */
  bits: Map<string, number>[];
}

function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, k) =>
    list.slice(k * size, (k + 1) * size),
  );
}

/** `keys`: of the breakdown with the most. */
export function tallyPlan(structure: IndexStructure, keys: number): TallyPlan {
  const criteria = countedItems(structure);
  const composites = compositesOf(structure);
  const together = keys <= KEYS_FOR_PAIRS ? 2 : 1;
  const shift = 3 * together;
  const bits = chunks(composites, shift).map(
    (part) =>
      new Map(
        criteria.map((id) => [
          id,
          part.reduce((sum, composite, bit) => sum + (composite.criteria.includes(id) ? 1 << bit : 0), 0),
        ]),
      ),
  );
  return { criteria, composites, joints: chunks(criteria, together), shift, bits };
}
