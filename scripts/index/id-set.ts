import { hashBytes } from '../../server/satisfaction/replicate-group.js';

/** Which ids were seen, in about 16–36 bytes an id: 64 bits of hash and the row, never the text. */
export interface IdSet {
  /**
   * Remembers the id of a row. Returns the earlier row that had the same hash, or null. Equal hashes of different ids
   * happen once in 10¹³ pairs or so: whoever must be sure compares the texts of the two rows.
   */
  add(bytes: Uint8Array, from: number, to: number, row: number): number | null;
}

/** A second hash of another build, so that both together tell ids apart. */
function otherHash(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x9e3779b9;
  for (let i = from; i < to; i++) {
    hash = Math.imul(hash ^ bytes[i]!, 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

export function idSet(): IdSet {
  let capacity = 1 << 12;
  let size = 0;
  /** Row 0 marks a free place: rows are numbered from 1. */
  let [high, low, rows] = [new Uint32Array(capacity), new Uint32Array(capacity), new Uint32Array(capacity)];

  /** The place of a hash: where it stands, or the free place where it belongs (linear probing). */
  function placeOf(h: number, l: number): number {
    let place = h & (capacity - 1);
    while (rows[place] !== 0 && (high[place] !== h || low[place] !== l)) place = (place + 1) & (capacity - 1);
    return place;
  }
  function put(h: number, l: number, row: number): void {
    const place = placeOf(h, l);
    high[place] = h;
    low[place] = l;
    rows[place] = row;
  }
  function grow(): void {
    const [oldHigh, oldLow, oldRows] = [high, low, rows];
    capacity *= 2;
    [high, low, rows] = [new Uint32Array(capacity), new Uint32Array(capacity), new Uint32Array(capacity)];
    oldRows.forEach((row, i) => row !== 0 && put(oldHigh[i]!, oldLow[i]!, row));
  }
  return {
    add(bytes, from, to, row) {
      const h = hashBytes(bytes, from, to);
      const l = otherHash(bytes, from, to);
      const before = rows[placeOf(h, l)]!;
      if (before !== 0) return before;
      if (size >= 0.75 * capacity) grow();
      put(h, l, row);
      size += 1;
      return null;
    },
  };
}
