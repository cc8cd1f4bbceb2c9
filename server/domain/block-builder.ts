import { BLANK, NOT_USED } from '../satisfaction/columns.js';
import { BLOCK_ROWS, decisionStates, type AnswerBlock, type DecisionState } from './answer-block.js';
import type { AnswerCell } from './answer-cell.js';
import type { CodedItem, ColumnPlan } from './column-plan.js';
import { packBlock, type PackedBlock } from './pack-block.js';
import type { Answer, Answers } from './questionnaire.js';
import { channels, type Response } from './response.js';

/** What is known of a response beside its answers. */
export interface RowFacts {
  /** Replicate group 0…31. */
  group: number;
  state: DecisionState;
  /** Why it is not counted; null when it is. */
  reason: string | null;
}

type Growing = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** What of a response becomes columns. */
export type BlockRow = Pick<Response, 'answers' | 'channel' | 'randomSample' | 'procedure'>;

export interface BlockBuilder {
  /** Takes a row; returns the packed block that it filled, if it did. */
  add(response: BlockRow, facts: RowFacts): PackedBlock | null;
  /** The rows since the last full block; null when there are none. */
  finish(): PackedBlock | null;
}

function code(answer: Answer | undefined, { codes }: CodedItem): number {
  if (Array.isArray(answer)) return answer.reduce((bits, value) => bits | (codes.get(value) ?? 0), 0);
  return typeof answer === 'string' ? (codes.get(answer) ?? 0) : 0;
}

function level(answer: Answer | undefined): number {
  if (answer === 'na') return NOT_USED;
  return typeof answer === 'number' && answer >= 1 && answer <= 5 ? answer : BLANK;
}

const hasText = (answers: Answers, id: string): boolean => {
  const text = answers[id];
  return typeof text === 'string' && text.trim() !== '';
};

/** 1 + position of a name in a list that grows as names are met; 0 for none. */
function position(names: string[], name: string | null): number {
  if (name === null) return 0;
  const known = names.indexOf(name);
  return known >= 0 ? known + 1 : names.push(name);
}

/**
 * Writes responses of one cell into columns, at most `capacity` rows a block. Memory is that of one block.
 * The columns start small and double, so that a cell of ten rows costs ten rows.
 */
export function blockBuilder(cell: AnswerCell, plan: ColumnPlan, capacity = BLOCK_ROWS): BlockBuilder {
  let number = 0;
  /** null: no row has come since the last full block. */
  let block: AnswerBlock | null = null;
  let room = 0;

  function take(full: AnswerBlock): PackedBlock {
    resize(full, full.rows);
    number += 1;
    room = 0;
    block = null;
    return packBlock(full);
  }

  return {
    add(response, facts) {
      block ??= emptyBlock(cell, plan, number);
      if (block.rows === room) resize(block, (room = Math.min(capacity, Math.max(16, room * 2))));
      writeRow(block, plan, response, facts);
      return block.rows === capacity ? take(block) : null;
    },
    finish: () => block && take(block),
  };
}

function writeRow(block: AnswerBlock, plan: ColumnPlan, response: BlockRow, facts: RowFacts): void {
  const { answers } = response;
  const row = block.rows;
  for (const id of plan.levels) block.levels[id]![row] = level(answers[id]);
  for (const item of plan.choices) block.choices[item.id]![row] = code(answers[item.id], item);
  for (const item of plan.multiples) block.multiples[item.id]![row] = code(answers[item.id], item);
  block.channel[row] = channels.indexOf(response.channel);
  block.randomSample[row] = Number(response.randomSample);
  block.group[row] = facts.group;
  block.decision[row] = decisionStates.indexOf(facts.state);
  block.reason[row] = position(block.reasons, facts.reason);
  block.procedure[row] = position(block.procedures, response.procedure);
  block.commented[row] = Number(plan.texts.some((id) => hasText(answers, id)));
  block.rows = row + 1;
}

/** Columns before the first row; all are replaced when it comes. */
const [NO_BYTES, NO_PAIRS] = [new Uint8Array(0), new Uint16Array(0)];

function emptyBlock(cell: AnswerCell, plan: ColumnPlan, number: number): AnswerBlock {
  const bytes = (): Uint8Array => NO_BYTES;
  const each = <T>(ids: string[], make: () => T) => Object.fromEntries(ids.map((id) => [id, make()]));
  return {
    ...cell,
    number,
    rows: 0,
    version: '',
    levels: each(plan.levels, bytes),
    choices: each(
      plan.choices.map(({ id }) => id),
      bytes,
    ),
    multiples: each(
      plan.multiples.map(({ id }) => id),
      () => NO_PAIRS,
    ),
    channel: bytes(),
    randomSample: bytes(),
    group: bytes(),
    decision: bytes(),
    reason: bytes(),
    reasons: [],
    procedure: NO_PAIRS,
    procedures: [],
    commented: bytes(),
  };
}

function resized<T extends Growing>(column: T, rows: number): T {
  if (column.length >= rows) return column.subarray(0, rows) as T;
  const larger = new (column.constructor as new (length: number) => T)(rows);
  larger.set(column);
  return larger;
}

/** Gives every column the same number of rows. */
function resize(block: AnswerBlock, rows: number): void {
  const fit = <T>(column: T): T => resized(column as T & Growing, rows);
  for (const group of [block.levels, block.choices]) for (const id in group) group[id] = fit(group[id]!);
  for (const id in block.multiples) block.multiples[id] = fit(block.multiples[id]!);
  block.channel = fit(block.channel);
  block.randomSample = fit(block.randomSample);
  block.group = fit(block.group);
  block.decision = fit(block.decision);
  block.reason = fit(block.reason);
  block.procedure = fit(block.procedure);
  block.commented = fit(block.commented);
}
