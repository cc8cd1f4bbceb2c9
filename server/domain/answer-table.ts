import type { StoredBytes, StoredPairs } from '../satisfaction/codes.js';
import type { Codebook } from './codebook.js';
import { columnsInBlocks } from './columns-in-blocks.js';
import { columnOffsets, type PackedBlock } from './pack-block.js';
import { versionName } from './questionnaire.js';

/**
 * Blocks laid end to end: one row a response, whatever unit, month or form it comes from. Its columns stay packed in the
 * blocks and are unpacked where they are read.
 */
export interface AnswerTable {
  rows: number;
  /** A form that does not ask an item leaves it blank. */
  levels: Record<string, StoredBytes>;
  choices: Record<string, StoredBytes>;
  multiples: Record<string, StoredPairs>;
  group: StoredBytes;
  weight: null;
  channel: StoredBytes;
  randomSample: StoredBytes;
  decision: StoredBytes;
  commented: StoredBytes;
  /** Position in `reasons` + 1, 0 = counted. */
  reason: StoredPairs;
  reasons: string[];
  /** Position in `procedures` + 1, 0 = not named. */
  procedure: StoredPairs;
  procedures: string[];
  /** Position in `units`, `months` and `questionnaires` (`id@version`). */
  unit: StoredPairs;
  units: string[];
  month: StoredPairs;
  months: string[];
  questionnaire: StoredPairs;
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

/**
 * Lays blocks end to end in the given order; choice codes become those of the codebook.
 * @throws Error when the bytes of a block are not what its header says.
 */
export function joinBlocks(blocks: readonly PackedBlock[], book: Codebook): AnswerTable {
  const [reasons, procedures, units, months, forms] = Array.from({ length: 5 }, () => new Names());
  const columns = columnsInBlocks(blocks);
  blocks.forEach((block, at) => {
    const form = versionName(block.questionnaire);
    const tableOf = (name: string): Uint16Array | null => {
      if (name === 'procedure') return renumbered(block.procedures, procedures!);
      if (name === 'reason') return renumbered(block.reasons, reasons!);
      return name.startsWith('c:') || name.startsWith('m:') ? book.recode(form, name.slice(2)) : null;
    };
    const offsets = columnOffsets(block);
    block.columns.forEach((name, position) =>
      columns.add(name, at, offsets[position]!, block.bits[position]!, tableOf(name)),
    );
    columns.fill('unit', at, units!.position(block.unitCode));
    columns.fill('month', at, months!.position(block.month));
    columns.fill('questionnaire', at, forms!.position(form));
  });
  const { rows, bytes, pairs } = columns;
  const each = <C>(prefix: string, of: (name: string) => C): Record<string, C> =>
    Object.fromEntries(columns.names(prefix).map((id) => [id, of(prefix + id)]));
  return {
    rows,
    levels: each('l:', bytes),
    choices: each('c:', bytes),
    multiples: each('m:', pairs),
    group: bytes('group'),
    weight: null,
    channel: bytes('channel'),
    randomSample: bytes('randomSample'),
    decision: bytes('decision'),
    commented: bytes('commented'),
    reason: pairs('reason'),
    reasons: reasons!.list,
    procedure: pairs('procedure'),
    procedures: procedures!.list,
    unit: pairs('unit'),
    units: units!.list,
    month: pairs('month'),
    months: months!.list,
    questionnaire: pairs('questionnaire'),
    questionnaires: forms!.list,
  };
}

/**
 * From a block's codes (1 + position, 0 for none) to those in the names of the whole table; null: they are the same, as
 * they mostly are.
 */
function renumbered(local: readonly string[], names: Names): Uint16Array | null {
  const codes = Uint16Array.from([0, ...local.map((name) => names.position(name) + 1)]);
  return codes.every((code, own) => code === own) ? null : codes;
}
