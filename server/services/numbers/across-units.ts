import { monthsOf } from '../../domain/period.js';
import type { Text } from '../../domain/questionnaire.js';
import type { AcrossUnitsRow } from '../../domain/report-model.js';
import { Problem } from '../../problem.js';
import { aggregateUnits, type UnitTally } from '../../satisfaction/aggregate-units.js';
import { unitAggregationRules, type UnitAggregationRule } from '../../satisfaction/method.js';
import type { Estimate } from '../../satisfaction/estimate.js';
import { addTallies } from '../../satisfaction/tally.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigure } from './figure.js';
import { displayIn, nothingShown } from './hidden-in-tree.js';
import { maySumUnits } from './sums-over-units.js';

const titles: Record<UnitAggregationRule, Text> = {
  pooled: { vi: 'Gộp phiếu của các đơn vị (mỗi phiếu như nhau)', en: 'Responses pooled (each counts alike)' },
  equal_units: { vi: 'Bình quân các đơn vị (mỗi đơn vị như nhau)', en: 'Mean of units (each counts alike)' },
  weighted_by_transactions: {
    vi: 'Bình quân các đơn vị theo số hồ sơ đã giải quyết',
    en: 'Mean of units weighted by dossiers settled',
  },
};

/** Units with responses at their own desks, each with the dossiers it settled in these months. */
export function unitTallies(
  { table, transactions }: AnswerBase,
  counted: UnitTally['tally'][],
  months: readonly string[],
): UnitTally[] {
  const dossiers = transactions.byUnit(months);
  return table.units
    .map((code, at) => ({ code, tally: counted[at]!, transactions: dossiers.get(code) ?? null }))
    .filter(({ tally }) => tally.rows.some((rows) => rows > 0));
}

/**
 * The overall index of these units by the way of the method.
 * @throws Problem transactions-missing where the method weighs by dossiers and those of some unit are not loaded.
 */
export function overallOfUnits(base: AnswerBase, units: readonly UnitTally[]): Estimate {
  const { structure, method } = base;
  const { rule } = method.unitAggregation;
  if (rule === 'pooled') return overallOf(base, addTallies(units.map(({ tally }) => tally)));
  const missing = unitsWithoutDossiers(units);
  if (rule === 'weighted_by_transactions' && missing.length > 0)
    throw new Problem('transactions-missing', `Not loaded: ${missing.join(', ')}`);
  return aggregateUnits(units, structure, method);
}

function unitsWithoutDossiers(units: readonly UnitTally[]): string[] {
  return units.filter(({ transactions }) => transactions === null).map(({ code }) => code);
}

/**
 * The overall index by every way of making one number out of several units, that of the method among them; empty where
 * fewer than two units have responses. Where the dossiers of some are not loaded, their weighted mean has no figure but
 * names them. Where few units are hidden, only the way of the method is shown: the others together would tell the hidden ones.
 */
export function acrossUnits(base: AnswerBase, count: CountBy): () => AcrossUnitsRow[] {
  const { table, structure, method, period } = base;
  const tallies = count(base.counted, table.unit, table.units.length);
  return () => {
    const months = monthsOf(period);
    const units = unitTallies(base, tallies(), months);
    if (units.length < 2) return [];
    const missing = unitsWithoutDossiers(units);
    const mayShow = maySumUnits(base, months);
    return unitAggregationRules.map((rule) => {
      const isKnown = rule !== 'weighted_by_transactions' || missing.length === 0;
      const isMain = rule === method.unitAggregation.rule;
      const estimate = isKnown ? aggregateUnits(units, structure, method, { rule }) : null;
      const display = isMain || mayShow ? displayIn(base, months) : nothingShown;
      return {
        rule,
        title: titles[rule],
        isMain,
        figure: estimate && toFigure(estimate, display),
        unitsWithoutDossiers: isKnown ? [] : missing,
      };
    });
  };
}
