import { scoreFaults, scorePartIds } from '../../server/satisfaction/score-index.js';
import type { ScoreNode } from '../../server/satisfaction/score-tree.js';
import { InputError } from '../input-error.js';
import { readTable } from '../read-table.js';

/** Values of the parts of a score method, one row a unit. */
export interface ScoreRow {
  unit: string;
  values: Record<string, number | null>;
}

/**
 * A CSV with a column of units and a column for each part of the tree; an empty cell is a value that is missing.
 * @throws InputError naming missing columns, units that stand twice, and the row and column of each cell that is no
 * number or not within the range of its part.
 */
export function readScores(path: string, unitColumn: string, tree: ScoreNode): ScoreRow[] {
  const parts = scorePartIds(tree);
  const faults: string[] = [];
  const seen = new Map<string, number>();
  const rows = readTable(path, [unitColumn, ...parts]).map(({ number, cells }): ScoreRow => {
    const unit = cells[unitColumn]!;
    const fault = (column: string, reason: string): void => {
      faults.push(`row ${number}, column ${column}: ${reason}`);
    };
    const before = seen.get(unit);
    if (unit === '') fault(unitColumn, 'empty');
    else if (before !== undefined) fault(unitColumn, `\`${unit}\` stands in row ${before} already`);
    else seen.set(unit, number);
    const entries = parts.map((part): [string, number | null] => {
      const text = cells[part]!;
      if (text === '') return [part, null];
      const value = Number(text);
      if (Number.isFinite(value)) return [part, value];
      fault(part, `\`${text}\` is no number`);
      return [part, null];
    });
    const values = Object.fromEntries(entries);
    for (const { part, reason } of scoreFaults(tree, values)) fault(part, reason);
    return { unit, values };
  });
  if (faults.length > 0) throw new InputError(faults.slice(0, 20).join('\n'));
  return rows;
}
