import type { Language } from '../../domain/questionnaire.js';
import type { UnitRow } from '../../domain/report-model.js';

export const unitColumns = ['rank', 'name', 'index', 'n'] as const;
export type UnitColumn = (typeof unitColumns)[number];
export type Direction = 'ascending' | 'descending';

export interface UnitOrder {
  column: UnitColumn;
  direction: Direction;
}

/** What a first click on a column's head gives: names from A, the best and the most first. */
const firstDirection: Record<UnitColumn, Direction> = {
  rank: 'ascending',
  name: 'ascending',
  index: 'descending',
  n: 'descending',
};

/** The order of a table that nobody sorted. */
export const defaultOrder: UnitOrder = { column: 'rank', direction: 'ascending' };

/** The order that a click on a head leads to: the column, or the other way round where it is already sorted by it. */
export function nextOrder(current: UnitOrder, column: UnitColumn): UnitOrder {
  if (current.column !== column) return { column, direction: firstDirection[column] };
  return { column, direction: current.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** Sorting value of a column; null (suppressed) always stands last. Equal ranks: the higher index first. */
function keys(row: UnitRow, column: UnitColumn): (number | null)[] {
  const { rank, figure } = row;
  const falling = figure.value === null ? null : -figure.value;
  if (column === 'rank') return [rank?.from ?? null, rank?.to ?? null, falling];
  return column === 'index' ? [figure.value] : [figure.n];
}

function compareNumbers(a: number | null, b: number | null, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return sign * (a - b);
}

/** The rows in a new list; ties keep the given order. */
export function orderUnits(rows: UnitRow[], order: UnitOrder, language: Language): UnitRow[] {
  const sign = order.direction === 'ascending' ? 1 : -1;
  const collator = new Intl.Collator(language);
  return [...rows].sort((a, b) => {
    if (order.column === 'name') return sign * collator.compare(a.name[language], b.name[language]);
    const left = keys(a, order.column);
    const right = keys(b, order.column);
    for (const [place, value] of left.entries()) {
      const difference = compareNumbers(value, right[place] ?? null, sign);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
