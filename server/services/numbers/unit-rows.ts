import { monthsOf } from '../../domain/period.js';
import type { UnitRow } from '../../domain/report-model.js';
import { existsDuring } from '../../domain/unit-tree.js';
import type { Unit } from '../../domain/unit.js';
import { rankRanges } from '../../satisfaction/rank-ranges.js';
import type { UnitTally } from '../../satisfaction/aggregate-units.js';
import { overallOfUnits, unitTallies } from './across-units.js';
import type { AnswerBase } from './answer-base.js';
import type { CountBy } from './breakdown.js';
import { hiddenFigure, toFigure } from './figure.js';

/**
 * Every unit below the one in question, each with the units below it, so that a row shows the number of that unit's own
 * report. Ranks compare all of them; where one contains another the comparison errs on the side of "no difference",
 * because responses they share make them more alike than independent samples would be. Units whose value is hidden
 * have no rank. Parents before their children.
 */
export function unitRows(base: AnswerBase, count: CountBy): () => UnitRow[] {
  const { table, units, unit, period, method } = base;
  const below = units.filter((each) => each.code !== unit.code && existsDuring(each, period));
  if (below.length === 0) return () => [];
  const tallies = count(base.counted, table.unit, table.units.length);
  return () => {
    const own = new Map(
      unitTallies(base, tallies(), monthsOf(period)).map((counted) => [counted.code, counted]),
    );
    const estimates = below.map((each) => overallOfUnits(base, subtree(each, units, own)));
    const hidden = base.hidden.units(monthsOf(period));
    const figures = estimates.map((estimate, at) =>
      hidden.has(below[at]!.code) ? hiddenFigure(estimate) : toFigure(estimate, method.display),
    );
    const ranks = rankRanges(
      estimates.map((estimate, at) =>
        figures[at]!.value === null ? { ...estimate, value: null } : estimate,
      ),
    );
    return below.map(({ code, name }, at) => ({ code, name, figure: figures[at]!, rank: ranks[at]! }));
  };
}

/** `units` lists parents before their children. */
function subtree(root: Unit, units: readonly Unit[], own: ReadonlyMap<string, UnitTally>): UnitTally[] {
  const inside = new Set([root.code]);
  for (const { code, parent } of units) if (parent !== null && inside.has(parent)) inside.add(code);
  return [...inside].flatMap((code) => own.get(code) ?? []);
}
