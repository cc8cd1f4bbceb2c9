import { BLANK, NOT_USED } from '../../server/satisfaction/columns.js';

const SPACE = 0x20;
const upper = (byte: number) => byte & ~0x20;

/** The code of a cell: 1…5, empty → BLANK, NA in any case → NOT_USED; null for everything else. */
export function levelByte(bytes: Uint8Array, from: number, to: number): number | null {
  if (to - from === 1) {
    const level = bytes[from]! - 0x30;
    return level >= 1 && level <= 5 ? level : bytes[from] === SPACE ? BLANK : null;
  }
  if (to === from) return BLANK;
  let [begin, end] = [from, to];
  while (begin < end && bytes[begin] === SPACE) begin++;
  while (end > begin && bytes[end - 1] === SPACE) end--;
  if (begin !== from || end !== to) return levelByte(bytes, begin, end);
  const isNotUsed = to - from === 2 && upper(bytes[from]!) === 0x4e && upper(bytes[from + 1]!) === 0x41;
  return isNotUsed ? NOT_USED : null;
}
