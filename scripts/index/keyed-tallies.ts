import { REPLICATE_GROUPS, type PlainColumns } from '../../server/satisfaction/columns.js';
import type { IndexStructure } from '../../server/satisfaction/estimate.js';
import { growingTally } from '../../server/satisfaction/growing-tally.js';
import type { PersonRule } from '../../server/satisfaction/person-rule.js';
import type { Tally } from '../../server/satisfaction/tally.js';
import type { RowSink } from './read-answers.js';

/** Rows gathered before they are counted: few enough for the processor's cache. */
const BATCH = 8192;
/** Between the texts of several key columns; no cell of a table holds it. */
const BETWEEN = '\u0000';

/** Counts rows one at a time under keys that become known as they come: what stands in their key columns. */
export interface KeyedTallies extends RowSink {
  /** What each combination of key columns counted, in the order of first appearance. */
  finish(): { keys: string[]; tally: Tally }[];
}

/** @throws RangeError when there are more than 65 535 keys, before any of their rows is counted. */
export function keyedTallies(
  criteria: string[],
  structure: IndexStructure,
  isWeighted: boolean,
  persons: PersonRule | null = null,
): KeyedTallies {
  const columns: PlainColumns & { rows: number } = {
    rows: 0,
    levels: Object.fromEntries(criteria.map((id) => [id, new Uint8Array(BATCH)])),
    group: new Uint8Array(BATCH),
    weight: isWeighted ? new Float64Array(BATCH) : null,
  };
  const cells = criteria.map((id) => columns.levels[id]!);
  const row = new Uint8Array(criteria.length);
  const key = new Uint16Array(BATCH);
  const known = new Map<string, number>();
  const counts = growingTally(structure, persons);

  function count(): void {
    counts.add(columns, null, key, known.size);
    columns.rows = 0;
  }
  function keyOf(text: string): number {
    const number = known.get(text);
    if (number !== undefined) return number;
    known.set(text, known.size);
    return known.size - 1;
  }
  return {
    row,
    add(group, keys, weight) {
      const at = columns.rows;
      for (let c = 0; c < row.length; c++) cells[c]![at] = row[c]!;
      columns.group[at] = group % REPLICATE_GROUPS;
      key[at] = keyOf(keys.length === 1 ? keys[0]! : keys.join(BETWEEN));
      if (columns.weight) columns.weight[at] = weight;
      columns.rows = at + 1;
      if (columns.rows === BATCH) count();
    },
    finish() {
      count();
      const tallies = counts.tallies();
      return [...known.keys()].map((text, k) => ({ keys: text.split(BETWEEN), tally: tallies[k]! }));
    },
  };
}
