import type { Columns, RowMask } from './columns.js';
import type { IndexStructure } from './estimate.js';
import type { PersonRule } from './person-rule.js';
import { addTallies, type Tally } from './tally.js';
import { startTally, type TallyBuilder } from './tally-builder.js';

/** A key column has two bytes. */
const MOST_KEYS = 65_535;

/** Counts block after block under keys that become known as they come. */
export interface GrowingTally {
  /**
   * Adds the rows that the mask lets through; their keys are below `keys`, which may grow from call to call.
   * @throws RangeError when there are more than 65 535 keys, or as a `TallyBuilder` does.
   */
  add(columns: Columns, mask: RowMask, key: Uint16Array, keys: number): void;
  /** The counts so far, one tally for each key below the largest `keys`. */
  tallies(): Tally[];
}

/** `persons`: as in `startTallies`. */
export function growingTally(structure: IndexStructure, persons: PersonRule | null = null): GrowingTally {
  const finished: Tally[][] = [];
  let room = 1;
  let known = 0;
  let builder: TallyBuilder = startTally(structure, room, persons);

  return {
    add(columns, mask, key, keys) {
      if (keys > MOST_KEYS) throw new RangeError(`more than ${MOST_KEYS} different values`);
      known = Math.max(known, keys);
      if (known > room) {
        finished.push(builder.tallies());
        room = Math.min(MOST_KEYS, Math.max(known, 4 * room));
        builder = startTally(structure, room, persons);
      }
      builder.add(columns, mask, key);
    },
    tallies() {
      const all = [...finished, builder.tallies()];
      return Array.from({ length: known }, (_, k) => addTallies(all.flatMap((tallies) => tallies[k] ?? [])));
    },
  };
}
