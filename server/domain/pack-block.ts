import { createHash } from 'node:crypto';
import type { AnswerBlock } from './answer-block.js';
import { cellKey, type AnswerCell } from './answer-cell.js';
import {
  bitsOf,
  bytesOf,
  packColumn,
  unpackBytes,
  unpackPairs,
  type Bits,
  type Column,
} from './pack-column.js';

/** An answer block as it is kept: its columns one after the other in one run of bytes. */
export interface PackedBlock extends AnswerCell {
  /** `unit:month:questionnaire@version:number:version`; names the content, so a block is never changed. */
  id: string;
  number: number;
  rows: number;
  version: string;
  /** Names of the columns in the order of the bytes, and how many bits a row each takes. */
  columns: string[];
  bits: Bits[];
  procedures: string[];
  reasons: string[];
  bytes: Uint8Array;
}

/** Columns that every block has, beside those of its questionnaire. */
const plain = ['channel', 'randomSample', 'group', 'decision', 'reason', 'commented'] as const;
type Plain = (typeof plain)[number];

/** How much of the SHA-256 stands in the id: 64 bits tell the few editions of one block apart. */
const ID_DIGITS = 16;

/** Every column takes as few bits a row as its largest code needs, so that what nobody was asked takes none. */
export function packBlock(block: AnswerBlock): PackedBlock {
  const named: [string, Column][] = [
    ['procedure', block.procedure],
    ...prefixed('m:', block.multiples),
    ...plain.map((name): [string, Column] => [name, block[name]]),
    ...prefixed('l:', block.levels),
    ...prefixed('c:', block.choices),
  ];
  const bits = named.map(([, column]) => bitsOf(column));
  const bytes = new Uint8Array(sizeOf(block.rows, bits));
  let at = 0;
  named.forEach(([, column], position) => {
    packColumn(column, bits[position]!, bytes, at);
    at += bytesOf(block.rows, bits[position]!);
  });
  const { unitCode, month, questionnaire, number, rows, procedures, reasons } = block;
  const columns = named.map(([name]) => name);
  const place = `${cellKey(block)}:${number}`;
  const version = createHash('sha256')
    .update(JSON.stringify([place, rows, columns, bits, procedures, reasons]))
    .update(bytes)
    .digest('hex');
  return {
    id: `${place}:${version.slice(0, ID_DIGITS)}`,
    unitCode,
    month,
    questionnaire: { id: questionnaire.id, version: questionnaire.version },
    number,
    rows,
    version,
    columns,
    bits,
    procedures,
    reasons,
    bytes,
  };
}

function prefixed(prefix: string, columns: Record<string, Column>): [string, Column][] {
  return Object.entries(columns).map(([id, column]) => [prefix + id, column]);
}

function sizeOf(rows: number, bits: readonly Bits[]): number {
  return bits.reduce<number>((sum, each) => sum + bytesOf(rows, each), 0);
}

/** Where the columns of a packed block begin in its bytes. @throws Error when the bytes are not as many as the header says. */
export function columnOffsets({ id, rows, columns, bits, bytes }: PackedBlock): number[] {
  let at = 0;
  const offsets = bits.map((width) => (at += bytesOf(rows, width)) - bytesOf(rows, width));
  if (bits.length !== columns.length || bytes.length !== at) throw new Error(`Answer block ${id} is damaged`);
  return offsets;
}

/**
 * The columns of a packed block, in memory of their own: a block from a database driver may lie inside a larger message,
 * which views would keep alive.
 * @throws Error when the bytes are not as many as the header says.
 */
export function unpackBlock(packed: PackedBlock): AnswerBlock {
  const { rows, columns, bits, bytes } = packed;
  const offsets = columnOffsets(packed);
  const plainColumns: Record<string, Uint8Array> = {};
  const levels: AnswerBlock['levels'] = {};
  const choices: AnswerBlock['choices'] = {};
  const multiples: AnswerBlock['multiples'] = {};
  let procedure: Uint16Array = new Uint16Array(0);
  columns.forEach((name, position) => {
    const column = { bytes, offset: offsets[position]!, bits: bits[position]! };
    const id = name.slice(2);
    if (name === 'procedure') procedure = unpackPairs(column, rows);
    else if (name.startsWith('m:')) multiples[id] = unpackPairs(column, rows);
    else if (column.bits === 16) throw new Error(`Answer block ${packed.id} is damaged`);
    else if (name.startsWith('l:')) levels[id] = unpackBytes(column, rows);
    else if (name.startsWith('c:')) choices[id] = unpackBytes(column, rows);
    else plainColumns[name] = unpackBytes(column, rows);
  });
  const one = (name: Plain): Uint8Array => plainColumns[name] ?? new Uint8Array(rows);
  return {
    unitCode: packed.unitCode,
    month: packed.month,
    questionnaire: packed.questionnaire,
    number: packed.number,
    rows,
    version: packed.version,
    levels,
    choices,
    multiples,
    channel: one('channel'),
    randomSample: one('randomSample'),
    group: one('group'),
    decision: one('decision'),
    reason: one('reason'),
    reasons: packed.reasons,
    procedure,
    procedures: packed.procedures,
    commented: one('commented'),
  };
}
