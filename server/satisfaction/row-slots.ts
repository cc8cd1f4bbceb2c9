import { REPLICATE_GROUPS, type Columns } from './columns.js';

/**
 * The place of each row: key value × 32 + replicate group. Checked here once, so that the counting loops need not.
 * @throws RangeError naming the row whose group or key is out of range, or the column that is too short.
 */
export function rowSlots(columns: Columns, key: Uint8Array | Uint16Array | null, keys: number): Uint32Array {
  const { rows, group } = columns;
  const short = Object.entries(columns.levels).find(([, column]) => column.length < rows);
  if (short) throw new RangeError(`column ${short[0]} has ${short[1].length} rows, not ${rows}`);
  if (group.length < rows)
    throw new RangeError(`column of replicate groups has ${group.length} rows, not ${rows}`);
  if (key !== null && key.length < rows) throw new RangeError(`key has ${key.length} rows, not ${rows}`);
  const slots = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    const g = group[i]!;
    const k = key === null ? 0 : key[i]!;
    if (g >= REPLICATE_GROUPS) throw new RangeError(`row ${i + 1}: replicate group ${g}`);
    if (k >= keys) throw new RangeError(`row ${i + 1}: key ${k} of ${keys}`);
    slots[i] = k * REPLICATE_GROUPS + g;
  }
  return slots;
}
