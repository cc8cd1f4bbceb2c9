import { createHash } from 'node:crypto';
import type { AnswerBlock } from './answer-block.js';
import { cellKey, type AnswerCell } from './answer-cell.js';

/** An answer block as it is kept: its columns one after the other in one run of bytes. */
export interface PackedBlock extends AnswerCell {
  /** `unit:month:questionnaire@version:number:version`; names the content, so a block is never changed. */
  id: string;
  number: number;
  rows: number;
  version: string;
  /** Names of the columns in the order of the bytes: two bytes a row for the first `wide`, one for the others. */
  columns: string[];
  wide: number;
  procedures: string[];
  reasons: string[];
  bytes: Uint8Array;
}

/** Columns that every block has, beside those of its questionnaire. */
const plain = ['channel', 'randomSample', 'group', 'decision', 'reason', 'commented'] as const;
type Plain = (typeof plain)[number];

/** How much of the SHA-256 stands in the id: 64 bits tell the few editions of one block apart. */
const ID_DIGITS = 16;

/** Two-byte columns come first, so that each of them begins at an even byte. Numbers are little-endian. */
export function packBlock(block: AnswerBlock): PackedBlock {
  const wide: [string, Uint16Array][] = [
    ['procedure', block.procedure],
    ...Object.entries(block.multiples).map(([id, column]): [string, Uint16Array] => [`m:${id}`, column]),
  ];
  const narrow: [string, Uint8Array][] = [
    ...plain.map((name): [string, Uint8Array] => [name, block[name]]),
    ...Object.entries(block.levels).map(([id, column]): [string, Uint8Array] => [`l:${id}`, column]),
    ...Object.entries(block.choices).map(([id, column]): [string, Uint8Array] => [`c:${id}`, column]),
  ];
  const bytes = new Uint8Array(block.rows * (2 * wide.length + narrow.length));
  let at = 0;
  for (const [, column] of [...wide, ...narrow]) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  const { unitCode, month, questionnaire, number, rows, procedures, reasons } = block;
  const columns = [...wide, ...narrow].map(([name]) => name);
  const place = `${cellKey(block)}:${number}`;
  const version = createHash('sha256')
    .update(JSON.stringify([place, rows, columns, wide.length, procedures, reasons]))
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
    wide: wide.length,
    procedures,
    reasons,
    bytes,
  };
}

/**
 * The columns of a packed block. They are views into one copy of its bytes: a block from a database driver may lie at
 * an odd address inside a larger message, which it would keep alive.
 * @throws Error when the bytes are not as many as the header says.
 */
export function unpackBlock(packed: PackedBlock): AnswerBlock {
  const { rows, columns, wide } = packed;
  const bytes = new Uint8Array(packed.bytes);
  if (bytes.length !== rows * (columns.length + wide))
    throw new Error(`Answer block ${packed.id} is damaged`);
  const plainColumns: Record<string, Uint8Array> = {};
  const levels: AnswerBlock['levels'] = {};
  const choices: AnswerBlock['choices'] = {};
  const multiples: AnswerBlock['multiples'] = {};
  let procedure = new Uint16Array(0);
  let at = 0;
  columns.forEach((name, position) => {
    const id = name.slice(2);
    if (position < wide) {
      const column = new Uint16Array(bytes.buffer, at, rows);
      if (name === 'procedure') procedure = column;
      else multiples[id] = column;
      at += 2 * rows;
      return;
    }
    const column = bytes.subarray(at, at + rows);
    if (name.startsWith('l:')) levels[id] = column;
    else if (name.startsWith('c:')) choices[id] = column;
    else plainColumns[name] = column;
    at += rows;
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
