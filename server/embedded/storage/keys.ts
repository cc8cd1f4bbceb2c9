/** Bytes of a key in LMDB's tables: four bytes for the collection or the index, then what is ordered. */
export const recordBytes = 6;

export function prefix(id: number): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(id, 0);
  return key;
}

export function recordKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(4 + recordBytes);
  key.writeUInt32BE(collection, 0);
  key.writeUIntBE(record, 4, recordBytes);
  return key;
}

export function recordSuffix(record: number): Buffer {
  const key = Buffer.allocUnsafe(recordBytes);
  key.writeUIntBE(record, 0, recordBytes);
  return key;
}

export function recordOf(key: Buffer): number {
  return key.readUIntBE(key.length - recordBytes, recordBytes);
}

/** The first key behind all that begin with these bytes. */
export function behind(start: Buffer): Buffer {
  const key = Buffer.from(start);
  for (let at = key.length - 1; at >= 0; at--) {
    if (key[at]! < 0xff) {
      key[at]!++;
      return key.subarray(0, at + 1);
    }
  }
  return Buffer.alloc(start.length + 8, 0xff);
}
