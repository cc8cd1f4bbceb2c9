import type { Codes } from './codes.js';
import type { RowMask, Sorting } from './columns.js';
import { jointCodes, type KeyColumn } from './joint-codes.js';

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
  columns: { key: Codes; keys: number }[];
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

/** The rows of a crossing sorted by joint key; rows outside all of several masks have keys that no member asks for. */
export function crossedSorting({ columns, masks }: Crossing, rows: number): Sorting {
  const [only] = columns;
  const [mask = null] = masks;
  if (masks.length === 1 && columns.length <= 1) return { mask, key: only?.key ?? null };
  if (masks.length === 1) return { mask, key: jointCodes(columns, rows) };
  // The first mask is the lowest bit, and so the last of the columns that they make.
  const bits = masks.map((each): KeyColumn => ({ key: each ?? everyRow(rows), keys: 2 })).reverse();
  return { mask: null, key: jointCodes([...bits, ...columns], rows) };
}

/** The mask that lets every row through. */
function everyRow(rows: number): Codes {
  return { length: rows, width: 1, copy: (_from, size, to) => void to.fill(1, 0, size) };
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
