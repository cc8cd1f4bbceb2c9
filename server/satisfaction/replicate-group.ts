import { REPLICATE_GROUPS } from './columns.js';

const utf8 = new TextEncoder();

/** FNV-1a over the bytes `from`…`to` (exclusive), then MurmurHash3's finaliser so that the low bits are well mixed. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Replicate group 0…31 of a response: a hash of its id (UTF-8), so that it depends on nothing but the id and stays the
 * same in every file, order and year. Source: statistics.md §3; FNV-1a (Fowler–Noll–Vo), MurmurHash3 fmix32 (Appleby).
 */
export function replicateGroup(id: string): number {
  const bytes = utf8.encode(id);
  return hashBytes(bytes, 0, bytes.length) % REPLICATE_GROUPS;
}
