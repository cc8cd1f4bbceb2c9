import { hiddenUnits } from '../../domain/hidden-units.js';
import { monthsOf } from '../../domain/period.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
import { countPersons } from '../../satisfaction/count-persons.js';
import { personRule } from '../../satisfaction/person-rule.js';
import { countRespondents } from '../../satisfaction/count-respondents.js';
import type { AnswerBase, ChosenRows } from './answer-base.js';

/** What the tables of a whole tree of units hide of answers of one source to forms of one set of criteria. */
export interface HiddenInTree {
  /** Units whose index may not be shown for these months together. */
  units(months: readonly string[]): ReadonlySet<string>;
}

/** For the units of these rows, from one count of their respondents; the rows themselves are not kept. */
export function hiddenInTree(rows: ChosenRows): HiddenInTree {
  const { units, method } = rows;
  const { codes, months, respondents } = respondentsByUnit(rows);
  const known = new Map<string, ReadonlySet<string>>();

  return {
    units(wanted) {
      const name = wanted.join();
      const before = known.get(name);
      if (before) return before;
      const times = wanted.map((month) => months.indexOf(month)).filter((time) => time >= 0);
      const own = new Map(
        codes.map((code, unit) => [
          code,
          times.reduce((sum, time) => sum + respondents[unit * months.length + time]!, 0),
        ]),
      );
      const hidden = hiddenUnits(units, own, method.display);
      known.set(name, hidden);
      return hidden;
    },
  };
}

/** Of a hidden unit no number is shown. */
export const nothingShown: DisplayThresholds = { suppressBelow: Infinity, warnBelow: Infinity };

/** From how many answers on a number about the unit of a base may be shown for these months; default: those of its period. */
export function displayIn(
  { unit, method, hidden, period }: Pick<AnswerBase, 'unit' | 'method' | 'hidden' | 'period'>,
  months: readonly string[] = monthsOf(period),
): DisplayThresholds {
  return hidden.units(months).has(unit.code) ? nothingShown : method.display;
}

/** Respondents at the own desks of each unit in each month of the period and the one before, at `unit·months + month`. */
function respondentsByUnit({ table, structure, method, counted, countedBefore }: ChosenRows) {
  const { units: codes, months } = table;
  const mask = countedBefore === null ? counted : counted.map((counts, row) => counts | countedBefore[row]!);
  const by = [
    { key: table.unit, keys: codes.length },
    { key: table.month, keys: months.length },
  ];
  const persons = personRule(method);
  const respondents = persons
    ? countPersons(table, structure, persons, mask, by)
    : countRespondents(table, structure, mask, by);
  return { codes, months, respondents };
}
