/** Packed blocks in a file: of each the length of its head in four bytes, its head as JSON, and its columns. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { PackedBlock } from '../../../server/domain/pack-block.js';

export function writeBlocks(path: string, blocks: readonly PackedBlock[]): void {
  const file = openSync(path, 'w');
  for (const { bytes, ...rest } of blocks) {
    const head = Buffer.from(JSON.stringify({ ...rest, size: bytes.length }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(head.length);
    for (const part of [length, head, bytes]) writeSync(file, part);
  }
  closeSync(file);
}

/** The blocks one by one, so that nothing but them is held. */
export function readBlocks(path: string): PackedBlock[] {
  const file = openSync(path, 'r');
  const blocks: PackedBlock[] = [];
  const length = Buffer.alloc(4);
  while (readSync(file, length) === length.length) {
    const head = Buffer.alloc(length.readUInt32LE());
    readSync(file, head);
    const { size, ...rest } = JSON.parse(head.toString()) as Omit<PackedBlock, 'bytes'> & { size: number };
    const bytes = new Uint8Array(size);
    readSync(file, bytes);
    blocks.push({ ...rest, bytes });
  }
  closeSync(file);
  return blocks;
}
