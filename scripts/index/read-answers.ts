import { REPLICATE_GROUPS } from '../../server/satisfaction/columns.js';
import { hashBytes } from '../../server/satisfaction/replicate-group.js';
import { cellText, isBlankLine, type CsvRecord } from './csv-record.js';
import { faultList, type FaultList } from './fault-list.js';
import { readHeader, type Header } from './header.js';
import { idSet, type IdSet } from './id-set.js';
import { levelByte } from './level-byte.js';
import { InputError } from '../input-error.js';
import type { FileOptions } from './option-types.js';
import { readCsv } from './read-csv.js';
import { sameIds, type Suspect } from './same-ids.js';

/** Takes the rows of a file, one by one. */
export interface RowSink {
  /** The codes of one row, an item a place: written before `add`. */
  row: Uint8Array;
  /** `keys`: what stands in the columns that rows are sorted by. */
  add(group: number, keys: readonly string[], weight: number): void;
}

export interface ReadFile {
  /** Responses taken, after `--where`. */
  rows: number;
  /** Columns that nobody asked for. */
  ignored: string[];
}

/** What reading goes on with from row to row. */
interface Reading {
  criteria: string[];
  header: Header;
  sink: RowSink;
  /** Filled anew for each row. */
  keys: string[];
  ids: IdSet;
  suspects: Suspect[];
  faults: FaultList;
}

/** Writes the codes of the criteria into the row to be counted. */
function takeLevels(
  { criteria, header, sink, faults }: Reading,
  record: CsvRecord,
  row: number,
  line: number,
): void {
  const { bytes, bounds } = record;
  for (let c = 0; c < criteria.length; c++) {
    const cell = header.items[c]!;
    const code = levelByte(bytes, bounds[2 * cell]!, bounds[2 * cell + 1]!);
    if (code === null)
      faults.add(row, line, criteria[c]!, `\`${cellText(record, cell)}\` is no level 1–5, NA or empty`);
    sink.row[c] = code ?? 0;
  }
}

/** Replicate group by the id, or by the row number where there is no column of ids. */
function takeGroup(
  { header, ids, suspects, faults }: Reading,
  record: CsvRecord,
  row: number,
  line: number,
): number {
  if (header.id === null) return row % REPLICATE_GROUPS;
  const from = record.bounds[2 * header.id]!;
  const to = record.bounds[2 * header.id + 1]!;
  if (from === to) faults.add(row, line, header.names[header.id]!, 'empty');
  const before = ids.add(record.bytes, from, to, row);
  if (before !== null) suspects.push({ row, line, before });
  return hashBytes(record.bytes, from, to) % REPLICATE_GROUPS;
}

function takeWeight({ header, faults }: Reading, record: CsvRecord, row: number, line: number): number {
  if (header.weights === null) return 1;
  const text = cellText(record, header.weights);
  const weight = text === '' ? NaN : Number(text);
  if (!(weight >= 0 && weight < Infinity))
    faults.add(row, line, header.names[header.weights]!, `\`${text}\` is no weight ≥ 0`);
  return weight;
}

/** Counts one row, if it has all its cells and meets every `--where`; false when it is not counted. */
function takeRow(reading: Reading, record: CsvRecord, row: number, line: number): boolean {
  const { header, sink, keys, faults } = reading;
  if (record.cells !== header.names.length) {
    const column = header.names[Math.min(record.cells, header.names.length - 1)]!;
    faults.add(row, line, column, `the row has ${record.cells} cells, the header ${header.names.length}`);
    return false;
  }
  for (const { cell, value } of header.where) if (cellText(record, cell) !== value) return false;
  takeLevels(reading, record, row, line);
  const group = takeGroup(reading, record, row, line);
  const weight = takeWeight(reading, record, row, line);
  header.keys.forEach((cell, k) => (keys[k] = cellText(record, cell)));
  sink.add(group, keys, weight);
  return true;
}

/**
 * Reads a CSV of answers in one pass; what is held here grows only by the ids (16–36 bytes each).
 * @param keyColumns that rows are sorted by.
 * @throws InputError with up to 20 faults, each with its row (from 1, without the header), line of the file and column.
 */
export function readAnswers(
  options: Pick<FileOptions, 'path' | 'id' | 'weights' | 'where'>,
  criteria: string[],
  keyColumns: readonly string[],
  sink: RowSink,
): ReadFile {
  const [faults, suspects, ids] = [faultList(), [] as Suspect[], idSet()];
  let reading: Reading | null = null;
  let row = 0;
  let taken = 0;
  readCsv(options.path, (record, line) => {
    if (reading === null) {
      const header = readHeader(record, criteria, keyColumns, options);
      reading = { criteria, header, sink, keys: [], ids, suspects, faults };
    } else if (!isBlankLine(record, reading.header.names.length)) {
      row += 1;
      if (takeRow(reading, record, row, line)) taken += 1;
    }
    return !faults.isFull() && suspects.length < 20;
  });
  if (reading === null) throw new InputError(`${options.path} is empty`);
  const { header } = reading as Reading;
  if (header.id !== null && suspects.length > 0)
    for (const same of sameIds(options.path, header.id, suspects))
      faults.add(
        same.row,
        same.line,
        header.names[header.id]!,
        `\`${same.text}\` stands in row ${same.before} already`,
      );
  faults.throwAny();
  return { rows: taken, ignored: header.ignored };
}
