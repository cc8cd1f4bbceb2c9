import type { AnswerBase } from './answer-base.js';
import { countBy } from './row-mask.js';

/**
 * How many dossiers a random sample was drawn from: those settled in these months by the units that were sampled. null
 * where nobody was drawn, or the number of some unit that was sampled is not loaded.
 */
export function frameSize(
  { table, source, transactions }: AnswerBase,
  mask: Uint8Array,
  months: readonly string[],
): number | null {
  if (source !== 'random-sample') return null;
  const dossiers = transactions.byUnit(months);
  const sampled = countBy(mask, table.unit, table.units.length);
  const sizes = table.units.filter((_, at) => sampled[at]! > 0).map((code) => dossiers.get(code) ?? null);
  if (sizes.length === 0 || sizes.includes(null)) return null;
  return sizes.reduce<number>((sum, size) => sum + size!, 0);
}
