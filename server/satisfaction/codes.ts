/** Codes of rows, wherever and however they are kept: laid out as they are counted, or made when they are read. */

/** Codes as they are counted, one a row. */
export type PlainCodes = Uint8Array | Uint16Array;

/** Codes that are not laid out: packed, or made from other columns. Read a stretch at a time, they take no memory of their own. */
export type StoredCodes = StoredBytes | StoredPairs;

/** Codes of at most one byte. */
export interface StoredBytes {
  readonly width: 1;
  readonly length: number;
  /** Writes the codes of the rows `from` … `from + size − 1` to the first places of `to`. */
  copy(from: number, size: number, to: Uint8Array): void;
}

/** Codes of at most two bytes. */
export interface StoredPairs {
  readonly width: 2;
  readonly length: number;
  copy(from: number, size: number, to: Uint16Array): void;
}

export type Codes = PlainCodes | StoredCodes;

/** Memory into which codes are unpacked, grown to the longest stretch that is asked for. */
export interface CodeRoom {
  /** The codes of the rows `from` … `from + size − 1`; plain ones where they lie. Valid until the next call. */
  read(codes: Codes, from: number, size: number): PlainCodes;
}

export function codeRoom(): CodeRoom {
  let bytes = new Uint8Array(0);
  let pairs = new Uint16Array(0);
  return {
    read(codes, from, size) {
      if (!('width' in codes)) return codes.subarray(from, from + size);
      if (codes.width === 1) {
        if (bytes.length < size) bytes = new Uint8Array(size);
        codes.copy(from, size, bytes);
        return bytes;
      }
      if (pairs.length < size) pairs = new Uint16Array(size);
      codes.copy(from, size, pairs);
      return pairs;
    },
  };
}
