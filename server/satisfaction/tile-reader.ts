import type { Columns } from './columns.js';
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

/** A piece of memory, as bytes and as words of four. */
interface Scratch {
  bytes: Uint8Array;
  words: Uint32Array;
}

function scratch(rows: number): Scratch {
  const bytes = new Uint8Array((rows + 3) & ~3);
  return { bytes, words: new Uint32Array(bytes.buffer) };
}

export function tileReader({ shift, bits }: TallyPlan): TileReader {
  /** Grown with the first tiles: a few rows need not pay for a whole one. */
  let room = 0;
  let patterns: Scratch[] = [];
  let [left, right, joint] = [scratch(0), scratch(0), scratch(0)];
  let columns: Columns;
  let [from, size, words] = [0, 0, 0];

  /** Copies an item's codes of the tile; false when the form does not ask it. */
  function load(id: string, to: Scratch): boolean {
    const column = columns.levels[id];
    if (column === undefined) {
      to.bytes.fill(NOT_ASKED, 0, 4 * words);
      return false;
    }
    if ('width' in column) column.copy(from, size, to.bytes);
    else to.bytes.set(column.subarray(from, from + size));
    to.bytes.fill(0, size, 4 * words);
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
      if (rows > room) {
        room = rows;
        patterns = bits.map(() => scratch(room));
        [left, right, joint] = [scratch(room), scratch(room), scratch(room)];
      }
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
    patterns: () => patterns.map(({ bytes }) => bytes),
  };
}
