import type { AnswerBlock } from './answer-block.js';
import type { Codebook } from './codebook.js';
import { versionName } from './questionnaire.js';

/** Blocks laid end to end: one row a response, whatever unit, month or form it comes from. */
export interface AnswerTable {
  rows: number;
  /** A form that does not ask an item leaves it blank. */
  levels: Record<string, Uint8Array>;
  choices: Record<string, Uint8Array>;
  multiples: Record<string, Uint16Array>;
  group: Uint8Array;
  weight: null;
  channel: Uint8Array;
  randomSample: Uint8Array;
  decision: Uint8Array;
  commented: Uint8Array;
  /** Position in `reasons` + 1, 0 = counted. */
  reason: Uint16Array;
  reasons: string[];
  /** Position in `procedures` + 1, 0 = not named. */
  procedure: Uint16Array;
  procedures: string[];
  /** Position in `units`, `months` and `questionnaires` (`id@version`). */
  unit: Uint16Array;
  units: string[];
  month: Uint16Array;
  months: string[];
  questionnaire: Uint16Array;
  questionnaires: string[];
}

/** Names in the order in which they are met, known by their position. */
class Names {
  readonly list: string[] = [];
  readonly #positions = new Map<string, number>();

  position(name: string): number {
    const known = this.#positions.get(name);
    if (known !== undefined) return known;
    this.#positions.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

/** Lays blocks end to end in the given order; choice codes become those of the codebook. */
export function joinBlocks(blocks: readonly AnswerBlock[], book: Codebook): AnswerTable {
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  const bytes = () => new Uint8Array(rows);
  const pairs = () => new Uint16Array(rows);
  const names = {
    reasons: new Names(),
    procedures: new Names(),
    units: new Names(),
    months: new Names(),
    forms: new Names(),
  };
  const table: AnswerTable = {
    rows,
    levels: columnsFor(blocks, 'levels', bytes),
    choices: columnsFor(blocks, 'choices', bytes),
    multiples: columnsFor(blocks, 'multiples', pairs),
    group: bytes(),
    weight: null,
    channel: bytes(),
    randomSample: bytes(),
    decision: bytes(),
    commented: bytes(),
    reason: pairs(),
    reasons: names.reasons.list,
    procedure: pairs(),
    procedures: names.procedures.list,
    unit: pairs(),
    units: names.units.list,
    month: pairs(),
    months: names.months.list,
    questionnaire: pairs(),
    questionnaires: names.forms.list,
  };
  let at = 0;
  for (const block of blocks) {
    const end = at + block.rows;
    const form = versionName(block.questionnaire);
    for (const id in block.levels) table.levels[id]!.set(block.levels[id]!, at);
    for (const id in block.choices) {
      write(block.choices[id]!, book.recode(form, id), table.choices[id]!, at);
    }
    for (const id in block.multiples) {
      const recode = book.recode(form, id);
      const bits = block.multiples[id]!;
      table.multiples[id]!.set(recode ? bits.map((set) => recodeBits(set, recode)) : bits, at);
    }
    for (const name of ['group', 'channel', 'randomSample', 'decision', 'commented'] as const)
      table[name].set(block[name], at);
    write(block.reason, renumbered(block.reasons, names.reasons), table.reason, at);
    write(block.procedure, renumbered(block.procedures, names.procedures), table.procedure, at);
    table.unit.fill(names.units.position(block.unitCode), at, end);
    table.month.fill(names.months.position(block.month), at, end);
    table.questionnaire.fill(names.forms.position(form), at, end);
    at = end;
  }
  return table;
}

function columnsFor<K extends 'levels' | 'choices' | 'multiples', C>(
  blocks: readonly AnswerBlock[],
  kind: K,
  make: () => C,
): Record<string, C> {
  const columns: Record<string, C> = {};
  for (const block of blocks) for (const id in block[kind]) columns[id] ??= make();
  return columns;
}

function recodeBits(set: number, recode: Uint16Array): number {
  let bits = 0;
  for (let bit = 0; bit < recode.length; bit += 1) if (set & (1 << bit)) bits |= recode[bit]!;
  return bits;
}

/**
 * From a block's codes (1 + position, 0 for none) to those in the names of the whole table; null: they are the same, as
 * they mostly are, and the column may be copied as it is.
 */
function renumbered(local: readonly string[], names: Names): Uint16Array | null {
  const codes = Uint16Array.from([0, ...local.map((name) => names.position(name) + 1)]);
  return codes.every((code, own) => code === own) ? null : codes;
}

/** Copies a column to its place in the table; codes that `recode` does not know become 0. */
function write<C extends Uint8Array | Uint16Array>(
  column: Uint8Array | Uint16Array,
  recode: Uint16Array | null,
  to: C,
  at: number,
): void {
  if (recode === null) {
    to.set(column, at);
    return;
  }
  for (let row = 0; row < column.length; row += 1) to[at + row] = recode[column[row]!] ?? 0;
}
