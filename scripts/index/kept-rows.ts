import { REPLICATE_GROUPS, type PlainColumns } from '../../server/satisfaction/columns.js';
import type { RowSink } from './read-answers.js';

/** A column of texts, each known by its position in `values`. */
export interface KeptKey {
  values: string[];
  codes: Uint16Array;
}

/** Keeps rows as columns, for what cannot be computed from counts: a byte an item, two a key. */
export interface KeptRows extends RowSink {
  /** All rows, and their keys in the order of the key columns. */
  finish(): { columns: PlainColumns; keys: KeptKey[] };
}

const FIRST_ROOM = 4096;
/** A code is two bytes. */
const MOST_VALUES = 65_535;

type Grown = Uint8Array | Uint16Array | Float64Array;

function twice<C extends Grown>(column: C): C {
  const longer = new (column.constructor as new (length: number) => C)(2 * column.length);
  longer.set(column);
  return longer;
}

/** @throws RangeError when a key column has more than 65 535 values. */
export function keptRows(criteria: string[], keyColumns: number, isWeighted: boolean): KeptRows {
  const row = new Uint8Array(criteria.length);
  let levels = criteria.map(() => new Uint8Array(FIRST_ROOM));
  let groups = new Uint8Array(FIRST_ROOM);
  let weights = isWeighted ? new Float64Array(FIRST_ROOM) : null;
  let codes = Array.from({ length: keyColumns }, () => new Uint16Array(FIRST_ROOM));
  const known = codes.map(() => new Map<string, number>());
  let rows = 0;

  function grow(): void {
    levels = levels.map(twice);
    groups = twice(groups);
    weights = weights && twice(weights);
    codes = codes.map(twice);
  }
  function codeOf(values: Map<string, number>, text: string): number {
    const code = values.get(text) ?? values.size;
    if (code === MOST_VALUES) throw new RangeError(`more than ${MOST_VALUES} different values`);
    values.set(text, code);
    return code;
  }
  return {
    row,
    add(group, keys, weight) {
      if (rows === groups.length) grow();
      for (let c = 0; c < row.length; c++) levels[c]![rows] = row[c]!;
      groups[rows] = group % REPLICATE_GROUPS;
      if (weights) weights[rows] = weight;
      for (let k = 0; k < codes.length; k++) codes[k]![rows] = codeOf(known[k]!, keys[k]!);
      rows += 1;
    },
    finish() {
      const columns: PlainColumns = {
        rows,
        levels: Object.fromEntries(criteria.map((id, c) => [id, levels[c]!.subarray(0, rows)])),
        group: groups.subarray(0, rows),
        weight: weights && weights.subarray(0, rows),
      };
      const keys = codes.map((code, k) => ({ values: [...known[k]!.keys()], codes: code.subarray(0, rows) }));
      return { columns, keys };
    },
  };
}
