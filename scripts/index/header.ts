import { cellText, type CsvRecord } from './csv-record.js';
import { InputError } from '../input-error.js';
import type { FileOptions } from './option-types.js';

/** Which cell of a record holds what. */
export interface Header {
  names: string[];
  /** Cell of each criterion, in the order of the criteria. */
  items: number[];
  id: number | null;
  weights: number | null;
  /** Cells of the columns that rows are sorted by. */
  keys: number[];
  where: { cell: number; value: string }[];
  /** Columns that nobody asked for. */
  ignored: string[];
}

/** `keys`: columns that rows are sorted by. @throws InputError naming every column that is missing or stands twice. */
export function readHeader(
  record: CsvRecord,
  criteria: readonly string[],
  keys: readonly string[],
  options: Pick<FileOptions, 'id' | 'weights' | 'where'>,
): Header {
  const names = Array.from({ length: record.cells }, (_, k) => cellText(record, k));
  const twice = names.filter((name, k) => name !== '' && names.indexOf(name) !== k);
  const { id, weights, where } = options;
  const wanted = [
    ...criteria,
    ...keys,
    ...[id, weights].flatMap((name) => name ?? []),
    ...where.map((of) => of.column),
  ];
  const missing = wanted.filter((name) => !names.includes(name));
  const faults = [
    ...[...new Set(twice)].map((name) => `row 0 (line 1), column ${name}: stands twice`),
    ...[...new Set(missing)].map((name) => `row 0 (line 1), column ${name}: missing`),
  ];
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  const cellOf = (name: string | null) => (name === null ? null : names.indexOf(name));
  return {
    names,
    items: criteria.map((name) => names.indexOf(name)),
    id: cellOf(id),
    weights: cellOf(weights),
    keys: keys.map((name) => names.indexOf(name)),
    where: where.map(({ column, value }) => ({ cell: names.indexOf(column), value })),
    ignored: names.filter((name) => !wanted.includes(name)),
  };
}
