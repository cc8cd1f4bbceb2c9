/** One record of a CSV file, found in bytes: no string is made of a cell that nobody reads as one. */

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Overwritten by the next record. */
export interface CsvRecord {
  bytes: Buffer;
  cells: number;
  /** Begin and end (exclusive, without quotes) of cell k at 2k and 2k+1. */
  bounds: Int32Array;
  /** Line breaks the record spans, its own among them. */
  lines: number;
}

export function emptyRecord(): CsvRecord {
  return { bytes: Buffer.alloc(0), cells: 0, bounds: new Int32Array(256), lines: 0 };
}

/** Cell k as text, surrounding blanks removed. */
export function cellText({ bytes, bounds }: CsvRecord, k: number): string {
  const text = bytes.toString('utf8', bounds[2 * k]!, bounds[2 * k + 1]!).trim();
  return text.includes('""') ? text.replaceAll('""', '"') : text;
}

/** A line without anything, which is no row in a file of several columns. */
export function isBlankLine({ cells, bounds }: CsvRecord, columns: number): boolean {
  return cells === 1 && columns > 1 && bounds[0] === bounds[1];
}

/** The separator that the first line has most of outside quotes: comma, semicolon or tab. */
export function separatorOf(bytes: Buffer, length: number): number {
  const counts = new Map([...',;\t'].map((separator) => [separator.charCodeAt(0), 0]));
  let quoted = false;
  for (let i = 0; i < length && (quoted || bytes[i] !== LF); i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && counts.has(byte)) counts.set(byte, counts.get(byte)! + 1);
  }
  return [...counts].reduce((best, of) => (of[1] > best[1] ? of : best))[0];
}

function addCell(record: CsvRecord, begin: number, end: number): void {
  if (2 * record.cells + 2 > record.bounds.length) {
    const longer = new Int32Array(record.bounds.length * 2);
    longer.set(record.bounds);
    record.bounds = longer;
  }
  record.bounds[2 * record.cells] = begin;
  record.bounds[2 * record.cells + 1] = end;
  record.cells += 1;
}

/** Where the quote that closes a cell stands; −1 when it is not there yet. Doubled quotes stay inside. */
function closingQuote(record: CsvRecord, from: number, length: number): number {
  for (let i = from; i < length; i++) {
    if (record.bytes[i] === LF) record.lines += 1;
    if (record.bytes[i] !== QUOTE) continue;
    if (record.bytes[i + 1] !== QUOTE || i + 1 >= length) return i;
    i += 1;
  }
  return -1;
}

/**
 * Reads the record that begins at `from` into `record`. Returns where the next one begins, or −1 when the bytes end
 * before the record does and more may come (`isLast` false).
 */
export function scanRecord(
  record: CsvRecord,
  bytes: Buffer,
  from: number,
  length: number,
  separator: number,
  isLast: boolean,
): number {
  record.bytes = bytes;
  record.cells = 0;
  record.lines = 1;
  for (let at = from; ; at++) {
    let begin = at;
    let end = -1;
    if (bytes[at] === QUOTE && at < length) {
      begin = at + 1;
      end = closingQuote(record, begin, length);
      if (end < 0 && !isLast) return -1;
      if (end < 0) end = length;
      at = end;
    }
    while (at < length && bytes[at] !== separator && bytes[at] !== LF) at++;
    if (at >= length && !isLast) return -1;
    if (end < 0) end = at > begin && bytes[at - 1] === CR && bytes[at] !== separator ? at - 1 : at;
    addCell(record, begin, end);
    if (at >= length) return length;
    if (bytes[at] === LF) return at + 1;
  }
}
