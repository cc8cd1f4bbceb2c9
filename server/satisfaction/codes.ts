/** Codes of rows, wherever and however they are kept: laid out as they are counted, or made when they are read. */

/** Codes as they are counted, one a row. */
export type PlainCodes = Uint8Array | Uint16Array;

/** Codes that are not laid out: packed, or made from other columns. Read a stretch at a time, they take no memory of their own. */
export interface StoredCodes {
  readonly length: number;
  /** Bytes that every code fits into. */
  readonly width: 1 | 2;
  /** Writes the codes of the rows `from` … `from + size − 1` to the first places of `to`, which is at least `width` wide. */
  copy(from: number, size: number, to: PlainCodes): void;
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
      if (!('copy' in codes)) return codes.subarray(from, from + size);
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

/** Writes the codes of the rows `from` … `from + size − 1` to the first places of `to`. */
export function copyCodes(codes: Codes, from: number, size: number, to: PlainCodes): void {
  if ('copy' in codes) codes.copy(from, size, to);
  else to.set(codes.subarray(from, from + size));
}
