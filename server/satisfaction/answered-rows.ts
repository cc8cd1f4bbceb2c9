import type { Columns } from './columns.js';
import { compositesOf } from './composites.js';
import type { IndexStructure } from './estimate.js';

/** Four bytes at a time where memory allows; a column cut out of a buffer at an odd place is copied first. */
function words(column: Uint8Array): Uint32Array {
  const aligned = column.byteOffset % 4 === 0 ? column : column.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
}

/**
 * Marks the rows that gave a valid answer (1…5): `marks[i]` becomes 1, others keep their value. A code is valid when
 * bit 0 is set or exactly one of bits 1 and 2 is: true for 1…5, false for BLANK 0 and NOT_USED 6. Four codes a step.
 * @throws RangeError when the column holds a byte above 7: it would be counted in a cell of another group.
 */
function markAnswered(column: Uint8Array, marks: Uint8Array): void {
  const codes = words(column);
  const out = words(marks);
  let seen = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    seen |= code;
    out[i]! |= (code | ((code >>> 1) ^ (code >>> 2))) & 0x01010101;
  }
  for (let i = codes.length * 4; i < column.length; i++) {
    const code = column[i]!;
    seen |= code;
    marks[i]! |= (code | ((code >>> 1) ^ (code >>> 2))) & 1;
  }
  if ((seen & 0xf8f8f8f8) !== 0) throw new RangeError('a column holds a code that is no level');
}

/**
 * For each composite of the structure, in the order of `compositesOf`: 1 for the rows with at least one valid answer in
 * it. Elements are looked at once; the marks of groups and of the overall index are those of their elements together.
 */
export function answeredRows(columns: Columns, structure: IndexStructure): Uint8Array[] {
  const byElement = structure.elements.map(({ criteria }) => {
    const marks = new Uint8Array(columns.rows);
    for (const id of criteria) {
      const column = columns.levels[id];
      if (column !== undefined) markAnswered(column.subarray(0, columns.rows), marks);
    }
    return marks;
  });
  return compositesOf(structure).map(({ level, id }, k, { length }) => {
    if (level === 'element') return byElement[byElement.length - (length - k)]!;
    const marks = new Uint8Array(columns.rows);
    structure.elements.forEach(({ group }, e) => {
      if (level === 'overall' || group === id) markAnswered(byElement[e]!, marks);
    });
    return marks;
  });
}
