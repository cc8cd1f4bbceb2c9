import { readFileSync } from 'node:fs';

/** Offset of the character map of a TrueType file, and of its full-range (format 12) or basic (format 4) subtable. */
function subtables(font: DataView): { format: number; at: number }[] {
  const tables = font.getUint16(4);
  for (let table = 0; table < tables; table += 1) {
    const record = 12 + 16 * table;
    if (font.getUint32(record) !== 0x636d6170) continue; // 'cmap'
    const cmap = font.getUint32(record + 8);
    return Array.from({ length: font.getUint16(cmap + 2) }, (_, entry) => {
      const at = cmap + font.getUint32(cmap + 4 + 8 * entry + 4);
      return { format: font.getUint16(at), at };
    });
  }
  return [];
}

function addRange(points: Set<number>, first: number, last: number): void {
  for (let point = first; point <= last; point += 1) points.add(point);
}

/**
 * Code points that a TrueType font has letters for. Only ranges are read, which is what its subtables 4 and 12
 * promise; a hole inside a range would show as an empty box and nothing worse. Source: OpenType specification, `cmap`.
 */
export function fontCoverage(path: string): ReadonlySet<number> {
  const bytes = readFileSync(path);
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const points = new Set<number>();
  for (const { format, at } of subtables(font)) {
    if (format === 12) {
      for (let group = 0; group < font.getUint32(at + 12); group += 1) {
        const record = at + 16 + 12 * group;
        addRange(points, font.getUint32(record), font.getUint32(record + 4));
      }
    } else if (format === 4) {
      const segments = font.getUint16(at + 6) / 2;
      for (let segment = 0; segment < segments; segment += 1) {
        const last = font.getUint16(at + 14 + 2 * segment);
        const first = font.getUint16(at + 16 + 2 * segments + 2 * segment);
        if (first !== 0xffff) addRange(points, first, last);
      }
    }
  }
  return points;
}
