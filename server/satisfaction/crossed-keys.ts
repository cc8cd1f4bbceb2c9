import type { RowMask, Sorting } from './columns.js';

/** A breakdown with the number of its keys. */
export type Breakdown = Sorting & { readonly keys: number };

/** Up to this many joint keys one pass over a crossing costs what one breakdown costs; beyond, its cells leave the cache. */
const MOST_KEYS = 24;

/**
 * Breakdowns that are counted as one: every combination of their keys is a key, and a mask is a key of two values. The
 * counts of each come back by summing over the others.
 */
export interface Crossing {
  members: Breakdown[];
  /** The different key columns, the last one fastest. */
  columns: { key: Uint8Array | Uint16Array; keys: number }[];
  /** The different masks; with more than one, each is a bit of the slowest part of the joint key. */
  masks: RowMask[];
}

/** Number of joint keys. */
export function crossedKeys({ columns, masks }: Pick<Crossing, 'columns' | 'masks'>): number {
  const ofMasks = masks.length > 1 ? 2 ** masks.length : 1;
  return columns.reduce((product, { keys }) => product * keys, ofMasks);
}

function withMember(crossing: Crossing, member: Breakdown): Crossing {
  const { mask, key, keys } = member;
  const isKnown =
    key === null || crossing.columns.some((column) => column.key === key && column.keys === keys);
  return {
    members: [...crossing.members, member],
    columns: isKnown ? crossing.columns : [...crossing.columns, { key, keys }],
    masks: crossing.masks.includes(mask) ? crossing.masks : [...crossing.masks, mask],
  };
}

/** Crosses breakdowns as long as the joint keys are few: those with the most keys first, each into the first that has room. */
export function crossings(breakdowns: readonly Breakdown[]): Crossing[] {
  const found: Crossing[] = [];
  for (const breakdown of [...breakdowns].sort((a, b) => b.keys - a.keys)) {
    const at = found.findIndex((crossing) => crossedKeys(withMember(crossing, breakdown)) <= MOST_KEYS);
    if (at < 0) found.push(withMember({ members: [], columns: [], masks: [] }, breakdown));
    else found[at] = withMember(found[at]!, breakdown);
  }
  return found;
}

/**
 * The rows of a crossing sorted by joint key.
 * @throws RangeError when a row's key is not below the keys of its column.
 */
export function crossedSorting({ columns, masks }: Crossing, rows: number): Sorting {
  const [only] = columns;
  if (masks.length === 1 && columns.length <= 1) return { mask: masks[0]!, key: only?.key ?? null };
  const joint = new Uint8Array(rows);
  const union = masks.length === 1 ? masks[0]! : new Uint8Array(rows);
  if (masks.length > 1)
    masks.forEach((mask, bit) => {
      for (let row = 0; row < rows; row++) {
        const counts = mask === null ? 1 : mask[row]!;
        joint[row]! |= counts << bit;
        union![row]! |= counts;
      }
    });
  for (const { key, keys } of columns)
    for (let row = 0; row < rows; row++) {
      const own = key[row]!;
      if (own >= keys) throw new RangeError(`row ${row + 1}: key ${own} of ${keys}`);
      joint[row] = joint[row]! * keys + own;
    }
  return { mask: union, key: joint };
}

/** The joint keys that make each key of a member. */
export function jointKeysOf(crossing: Crossing, { mask, key, keys }: Breakdown): number[][] {
  const { columns, masks } = crossing;
  const bit = masks.length > 1 ? masks.indexOf(mask) : null;
  const parts = Array.from({ length: keys }, (): number[] => []);
  for (let joint = 0; joint < crossedKeys(crossing); joint++) {
    let rest = joint;
    let own = 0;
    for (const column of [...columns].reverse()) {
      if (column.key === key && column.keys === keys) own = rest % column.keys;
      rest = Math.floor(rest / column.keys);
    }
    if (bit === null || (rest & (1 << bit)) !== 0) parts[own]!.push(joint);
  }
  return parts;
}
