import { eachStretch } from './code-stretches.js';
import { codeRoom } from './codes.js';
import { IS_LEVEL, REPLICATE_GROUPS, type Columns } from './columns.js';
import type { Estimate } from './estimate.js';
import { sumsWithout } from './group-sums.js';
import { jackknifeEstimate } from './jackknife-estimate.js';
import { jointCodes, type KeyColumn } from './joint-codes.js';

const TOP_LEVEL = 5;
/** A sum of valid answers and one of top answers in the same number: both stay below 2²⁶. */
const TOP = 2 ** 26;

/** By code: what an answer adds to such a sum. */
const additions = Float64Array.from(IS_LEVEL, (isLevel, code) => isLevel + (code === TOP_LEVEL ? TOP : 0));

/**
 * How often the best level was chosen among the valid answers to these items, all items pooled (0–100), with its jackknife
 * interval: one share for every combination of keys, the last column fastest. n counts rows of the mask. For signs of
 * quality, not for an index: a person who answers more items counts more.
 */
export function topShares(
  columns: Columns,
  items: readonly string[],
  mask: Uint8Array,
  by: readonly KeyColumn[],
): Estimate[] {
  const keys = by.reduce((product, { keys: own }) => product * own, 1);
  const sums = new Float64Array((keys + 1) * REPLICATE_GROUPS);
  const rows = new Float64Array((keys + 1) * REPLICATE_GROUPS);
  const asked = items.flatMap((id) => columns.levels[id] ?? []);
  const room = codeRoom();
  let places = new Uint32Array(0);
  eachStretch(
    columns.rows,
    [mask, columns.group, jointCodes(by, columns.rows)],
    ([counts, group, key], from, size) => {
      if (places.length < size) places = new Uint32Array(size);
      for (let row = 0; row < size; row++) {
        const place = (counts![row] === 0 ? keys : key![row]!) * REPLICATE_GROUPS + group![row]!;
        places[row] = place;
        rows[place]! += 1;
      }
      for (const column of asked) {
        const codes = room.read(column, from, size);
        for (let row = 0; row < size; row++) sums[places[row]!]! += additions[codes[row]!]!;
      }
    },
  );
  return Array.from({ length: keys }, (_, k) => {
    const own = (of: Float64Array) => of.subarray(k * REPLICATE_GROUPS, (k + 1) * REPLICATE_GROUPS);
    return shareOf(own(sums), own(rows));
  });
}

function shareOf(sums: Float64Array, rows: Float64Array): Estimate {
  const top = sumsWithout(sums.map((sum) => Math.floor(sum / TOP)));
  const valid = sumsWithout(sums.map((sum) => sum % TOP));
  const share = (group: number): number | null =>
    valid[group] === 0 ? null : (100 * top[group]!) / valid[group]!;
  const groups = [...rows.keys()].filter((g) => rows[g]! > 0);
  const factor = (groups.length - 1) / groups.length;
  const replicates = groups.map((g) => ({ value: share(g), factor, stratum: 0 }));
  return jackknifeEstimate(share(REPLICATE_GROUPS), replicates, [...rows], { low: 0, high: 100 });
}
