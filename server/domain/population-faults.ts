import type { Fault } from '../problem.js';
import { isSameTotal } from '../satisfaction/margin.js';
import type { Catalogue } from './catalogue.js';
import { categoryTitle, marginTitle } from './margin-sources.js';
import { parsePeriod } from './period.js';
import { parentChain } from './unit-tree.js';
import { populationOf, type PopulationRow } from './population.js';

/** More combinations of categories than this say nothing of anybody, and would not fit into memory. */
const MOST_CELLS = 5000;

type Names = Pick<Catalogue, 'questionnaires' | 'units' | 'procedures'>;

/** What is wrong with rows to be loaded, each fault with its place: number of the row from 0, and field. */
export function populationFaults(rows: readonly PopulationRow[], names: Names): Fault[] {
  const faults = [...rowFaults(rows, names)];
  return faults.length > 0 ? faults : wholeFaults(rows);
}

/** Rows of the same index together, each with its number. */
export function byIndex(rows: readonly PopulationRow[]): { row: PopulationRow; at: number }[][] {
  const groups = new Map<string, { row: PopulationRow; at: number }[]>();
  rows.forEach((row, at) => {
    const key = `${row.period} ${row.unitCode}`;
    groups.set(key, [...(groups.get(key) ?? []), { row, at }]);
  });
  return [...groups.values()];
}

function rowFaults(rows: readonly PopulationRow[], names: Names): Fault[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, at) => {
    const { period, unitCode, margin, category, people } = row;
    const faults: Fault[] = [];
    const fault = (field: keyof PopulationRow, reason: string): void => {
      faults.push({ pointer: `/${at}/${field}`, reason });
    };
    if (!isPeriod(period)) fault('period', `\`${period}\` is no period such as 2026-Q3`);
    if (!names.units.has(unitCode)) fault('unitCode', `there is no unit \`${unitCode}\``);
    if (marginTitle(names, margin) === null)
      fault(
        'margin',
        `\`${margin}\` is neither unit, channel, procedure nor a question with one answer that may be published`,
      );
    else if (categoryTitle(names, margin, category) === null)
      fault('category', `\`${margin}\` has no category \`${category}\``);
    else if (margin === 'unit' && names.units.has(unitCode) && !isBelow(names, category, unitCode))
      fault('category', `\`${category}\` is not below \`${unitCode}\``);
    if (!(people >= 0 && people < Infinity))
      fault('people', 'is no number of 0 or more without separators of thousands');
    const key = JSON.stringify([period, unitCode, margin, category]);
    const before = seen.get(key);
    if (before !== undefined) fault('category', `stands in row ${before + 1} already`);
    else seen.set(key, at);
    return faults;
  });
}

/** Margins of one index are about the same people and few enough. */
function wholeFaults(rows: readonly PopulationRow[]): Fault[] {
  return byIndex(rows).flatMap((group) => {
    const first = group[0]!;
    const { margins } = populationOf(group.map(({ row }) => row));
    const totals = margins.map(({ categories }) => categories.reduce((sum, { people }) => sum + people, 0));
    const faults: Fault[] = margins.flatMap(({ name }, m) => {
      if (isSameTotal(totals[m]!, totals[0]!)) return [];
      const at = group.find(({ row }) => row.margin === name)!.at;
      const reason = `\`${name}\` adds up to ${totals[m]}, \`${margins[0]!.name}\` to ${totals[0]}`;
      return [{ pointer: `/${at}/people`, reason }];
    });
    if (!(totals[0]! > 0))
      faults.push({ pointer: `/${first.at}/people`, reason: 'nobody is in the population' });
    const cells = margins.reduce((product, { categories }) => product * (categories.length + 1), 1);
    if (cells > MOST_CELLS)
      faults.push({
        pointer: `/${first.at}/margin`,
        reason: `the margins have ${cells} combinations of categories, more than ${MOST_CELLS}`,
      });
    return faults;
  });
}

function isBelow({ units }: Names, code: string, above: string): boolean {
  return parentChain(units, code).some((unit) => unit.code === above);
}

function isPeriod(id: string): boolean {
  try {
    parsePeriod(id);
    return true;
  } catch {
    return false;
  }
}
