import { BLOCK_ROWS, type AnswerBlock } from '../../../server/domain/answer-block.js';
import type { Catalogue } from '../../../server/domain/catalogue.js';
import { columnPlan } from '../../../server/domain/column-plan.js';
import type { Questionnaire } from '../../../server/domain/questionnaire.js';
import type { Random } from '../../../server/satisfaction/random.js';
import { seededRandom } from '../../../server/satisfaction/random.js';

/** Places for random bytes: columns are cut out of one such run at random, which is faster than drawing each. */
const POOL = 1 << 22;

/** A run of random codes, `weights[k]` of code k. */
function poolOf(random: Random, weights: number[]): Uint8Array {
  const codes = weights.flatMap((weight, code) => new Array<number>(weight).fill(code));
  return Uint8Array.from({ length: POOL }, () => codes[random.below(codes.length)]!);
}

/** Blocks of a city's quarter: every unit with the same number of rows a month, answers random but plausible. */
export function quarterBlocks(
  catalogue: Catalogue,
  form: Questionnaire,
  rows: number,
  months: string[],
): AnswerBlock[] {
  const random = seededRandom('bench count');
  const units = [...catalogue.units.keys()];
  const plan = columnPlan(form);
  const levels = poolOf(random, [4, 4, 7, 14, 40, 28, 3]);
  const bytes = Uint8Array.from({ length: POOL }, () => random.below(256));
  const column = (size: number, most: number) => {
    const from = random.below(POOL - size);
    return bytes.slice(from, from + size).map((byte) => byte % (most + 1));
  };
  const bits = (size: number, options: number) => {
    const [low, high] = [column(size, 255), column(size, 255)];
    return Uint16Array.from(low, (byte, row) => (byte | (high[row]! << 8)) & ((1 << options) - 1));
  };
  const cells = months.flatMap((month) => units.map((unitCode) => ({ month, unitCode })));
  const procedures = [...catalogue.procedures.keys()].slice(0, 60);
  return cells.flatMap((cell, k) => {
    const size = Math.floor(((k + 1) * rows) / cells.length) - Math.floor((k * rows) / cells.length);
    if (size === 0 || size > BLOCK_ROWS) return size === 0 ? [] : tooLarge(size);
    const anyLevels = () => {
      const from = random.below(POOL - size);
      return levels.slice(from, from + size);
    };
    return {
      ...cell,
      questionnaire: { id: form.id, version: form.version },
      ...{ number: 0, rows: size, version: `bench ${k}` },
      levels: Object.fromEntries(plan.levels.map((id) => [id, anyLevels()])),
      choices: Object.fromEntries(plan.choices.map(({ id, codes }) => [id, column(size, codes.size)])),
      multiples: Object.fromEntries(plan.multiples.map(({ id, codes }) => [id, bits(size, codes.size)])),
      channel: column(size, 3),
      randomSample: new Uint8Array(size),
      group: column(size, 31),
      decision: column(size, 49).map((byte) => (byte === 0 ? 1 : 0)),
      reason: new Uint8Array(size),
      reasons: [],
      procedure: Uint16Array.from(column(size, procedures.length)),
      procedures,
      commented: column(size, 1),
    };
  });
}

function tooLarge(size: number): never {
  throw new RangeError(`a block of ${size} rows`);
}
