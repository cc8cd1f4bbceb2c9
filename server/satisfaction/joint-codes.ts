import { codeRoom, type Codes, type PlainCodes, type StoredCodes } from './codes.js';

/** A column of codes below `keys`; null: all of them 0. */
export interface KeyColumn {
  readonly key: Codes | null;
  readonly keys: number;
}

/** Rows whose codes are joined together: few enough for the processor's first cache. */
const STRETCH = 8192;
const MOST_KEYS = 65_536;

/**
 * Every combination of codes as one code, the last column fastest: with two columns `first · keys of the second + second`.
 * It is made when it is read, and takes no memory a row.
 * @throws RangeError when there are more combinations than two bytes hold; in reading, naming the row whose code is not
 * below the keys of its column.
 */
export function jointCodes(columns: readonly KeyColumn[], rows: number): StoredCodes {
  const combinations = columns.reduce((product, { keys }) => product * keys, 1);
  if (combinations > MOST_KEYS) throw new RangeError(`${combinations} joint keys are too many`);
  const room = codeRoom();
  function copy(from: number, size: number, to: PlainCodes): void {
    to.fill(0, 0, size);
    for (let at = 0; at < size; at += STRETCH) {
      const length = Math.min(STRETCH, size - at);
      for (const { key, keys } of columns)
        if (key !== null) addColumn(room.read(key, from + at, length), keys, to, at, length, from);
    }
  }
  return combinations <= 256 ? { width: 1, length: rows, copy } : { width: 2, length: rows, copy };
}

function addColumn(
  codes: PlainCodes,
  keys: number,
  to: PlainCodes,
  at: number,
  size: number,
  from: number,
): void {
  for (let i = 0; i < size; i++) {
    const code = codes[i]!;
    if (code >= keys) throw new RangeError(`row ${from + at + i + 1}: key ${code} of ${keys}`);
    to[at + i] = to[at + i]! * keys + code;
  }
}
