import { REPLICATE_GROUPS, type PlainColumns } from '../../server/satisfaction/columns.js';
import type { IndexStructure } from '../../server/satisfaction/estimate.js';
import { addTallies, type Tally } from '../../server/satisfaction/tally.js';
import type { RowSink } from './read-answers.js';
import { startTally, type TallyBuilder } from '../../server/satisfaction/tally-builder.js';

/** Rows gathered before they are counted: few enough for the processor's cache. */
const BATCH = 8192;
/** A key column of two bytes. */
const MOST_KEYS = 65_535;

/** Counts rows one at a time under keys that become known as they come: what stands in the first key column, '' without one. */
export interface KeyedTallies extends RowSink {
  /** Each key's counts, in the order of first appearance. */
  finish(): Map<string, Tally>;
}

/** @throws RangeError when there are more than 65 535 keys. */
export function keyedTallies(
  criteria: string[],
  structure: IndexStructure,
  isWeighted: boolean,
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
  const keys = new Map<string, number>();
  const finished: Tally[][] = [];
  let room = 1;
  let builder: TallyBuilder = startTally(structure, room);

  function count(): void {
    if (keys.size > room) {
      finished.push(builder.tallies());
      room = Math.min(MOST_KEYS, Math.max(keys.size, 4 * room));
      builder = startTally(structure, room);
    }
    builder.add(columns, null, key);
    columns.rows = 0;
  }
  function keyOf(text: string): number {
    const known = keys.get(text);
    if (known !== undefined) return known;
    if (keys.size === MOST_KEYS) throw new RangeError(`more than ${MOST_KEYS} different values`);
    keys.set(text, keys.size);
    return keys.size - 1;
  }
  return {
    row,
    add(group, [text = ''], weight) {
      const at = columns.rows;
      for (let c = 0; c < row.length; c++) cells[c]![at] = row[c]!;
      columns.group[at] = group % REPLICATE_GROUPS;
      key[at] = keyOf(text);
      if (columns.weight) columns.weight[at] = weight;
      columns.rows = at + 1;
      if (columns.rows === BATCH) count();
    },
    finish() {
      count();
      finished.push(builder.tallies());
      return new Map(
        [...keys].map(([text, k]) => [text, addTallies(finished.flatMap((tallies) => tallies[k] ?? []))]),
      );
    },
  };
}
