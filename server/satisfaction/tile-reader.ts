import type { Columns } from './columns.js';
import { TILE } from './row-tile.js';
import type { TallyPlan } from './tally-plan.js';
import { NOT_ASKED, joinCodes, markAnswered } from './tile-codes.js';

/** What the rows of one tile answered, as codes that are counted. */
export interface TileReader {
  /** Goes to the rows `from` … `from + size − 1`. */
  start(columns: Columns, from: number, size: number): void;
  /** The codes of the items of a joint; null when the form asks none of them. Valid until the next call. */
  codesOf(joint: readonly string[]): Uint8Array | null;
  /** For each pattern, which of its composites each row answered; complete when all joints have been read. */
  patterns(): Uint8Array[];
}

/** A piece of memory of one tile, as bytes and as words of four. */
function scratch(): { bytes: Uint8Array; words: Uint32Array } {
  const bytes = new Uint8Array(TILE);
  return { bytes, words: new Uint32Array(bytes.buffer) };
}

export function tileReader({ shift, bits }: TallyPlan): TileReader {
  const patterns = bits.map(scratch);
  const patternBytes = patterns.map(({ bytes }) => bytes);
  const [left, right, joint] = [scratch(), scratch(), scratch()];
  let columns: Columns;
  let [from, size, words] = [0, 0, 0];

  /** Copies an item's codes of the tile; false when the form does not ask it. */
  function load(id: string, to: typeof left): boolean {
    const column = columns.levels[id];
    to.bytes.fill(column === undefined ? NOT_ASKED : 0, 0, 4 * words);
    if (column === undefined) return false;
    to.bytes.set(column.subarray(from, from + size));
    bits.forEach((of, p) => {
      const own = of.get(id)!;
      if (own !== 0) markAnswered(to.words, words, own, patterns[p]!.words);
    });
    return true;
  }

  return {
    start(of, first, rows) {
      columns = of;
      [from, size, words] = [first, rows, (rows + 3) >>> 2];
      for (const pattern of patterns) pattern.words.fill(0);
    },
    codesOf([first, second]) {
      const isLeftAsked = load(first!, left);
      const isRightAsked = second !== undefined && load(second, right);
      if (!isLeftAsked && !isRightAsked) return null;
      if (shift === 3) return left.bytes;
      if (second === undefined) right.bytes.fill(NOT_ASKED, 0, 4 * words);
      joinCodes(left.words, right.words, words, joint.words);
      return joint.bytes;
    },
    patterns: () => patternBytes,
  };
}
