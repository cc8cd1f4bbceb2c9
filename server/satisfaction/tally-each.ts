import type { Columns } from './columns.js';
import { crossedKeys, crossedSorting, crossings, jointKeysOf, type Breakdown } from './crossed-keys.js';
import type { IndexStructure } from './estimate.js';
import type { PersonRule } from './person-rule.js';
import { addTallies, type Tally } from './tally.js';
import { startTallies } from './tally-builder.js';
import { KEYS_FOR_PAIRS } from './tally-plan.js';

/**
 * Several breakdowns of the same rows in one pass, each as `tallyBy` gives it: what was answered is read and joined once
 * for all of them, and those with few keys are counted crossed with each other. Those with many keys are counted apart,
 * because they ask for another layout of the cells; so is everything where rows have weights, whose sums would depend on
 * the order of adding. `persons`: as in `startTallies`.
 * @throws RangeError when a row's key is not below the keys of its breakdown.
 */
export function tallyEach(
  columns: Columns,
  structure: IndexStructure,
  breakdowns: readonly Breakdown[],
  persons: PersonRule | null = null,
): Tally[][] {
  const few = breakdowns.filter(({ keys }) => keys <= KEYS_FOR_PAIRS);
  const many = breakdowns.filter(({ keys }) => keys > KEYS_FOR_PAIRS);
  const tallies = new Map<Breakdown, Tally[]>();
  for (const together of [few, ...many.map((one) => [one])]) {
    const crossed = columns.weight ? together.flatMap((one) => crossings([one])) : crossings(together);
    if (crossed.length === 0) continue;
    const builder = startTallies(structure, crossed.map(crossedKeys), persons);
    builder.add(
      columns,
      crossed.map((crossing) => crossedSorting(crossing, columns.rows)),
    );
    const counted = builder.tallies();
    crossed.forEach((crossing, at) => {
      for (const member of crossing.members)
        tallies.set(
          member,
          jointKeysOf(crossing, member).map((joints) => sumOf(joints.map((joint) => counted[at]![joint]!))),
        );
    });
  }
  return breakdowns.map((breakdown) => tallies.get(breakdown)!);
}

function sumOf(tallies: Tally[]): Tally {
  return tallies.length === 1 ? tallies[0]! : addTallies(tallies);
}
