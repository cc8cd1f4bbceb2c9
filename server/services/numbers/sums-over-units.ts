import type { AnswerBase } from './answer-base.js';
import { countBy } from './row-mask.js';

/** Numbers that are sums over the units, each with other weights: pooled, equal units, by dossiers, by a population of units. */
const MOST_SUMS = 4;

/**
 * Whether further sums over the units may stand beside the overall index. Each is one more equation for the units that are
 * hidden: with as many equations as unknown units, anybody could solve them (statistics.md §6).
 */
export function maySumUnits(base: AnswerBase, months: readonly string[]): boolean {
  const { table, counted, unit } = base;
  const hidden = base.hidden.units(months);
  const rows = countBy(counted, table.unit, table.units.length);
  const answered = table.units.filter((_, at) => rows[at]! > 0);
  // The own desks of the whole have no row of their own in any table.
  const unknown = answered.filter((code) => hidden.has(code) || code === unit.code).length;
  return !answered.some((code) => hidden.has(code)) || unknown > MOST_SUMS;
}
