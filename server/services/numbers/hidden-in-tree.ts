import { hiddenUnits } from '../../domain/hidden-units.js';
import { monthsOf } from '../../domain/period.js';
import { versionName } from '../../domain/questionnaire.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
import { countRespondents } from '../../satisfaction/count-respondents.js';
import type { AnswerBase } from './answer-base.js';

/** What the tables of a whole tree of units hide. */
export interface HiddenInTree {
  /** Units whose index may not be shown for these months together. */
  units(months: readonly string[]): ReadonlySet<string>;
  /** Which answers those tables are about: those of one source to forms of one set of criteria. */
  isAbout(base: Pick<AnswerBase, 'source' | 'forms'>): boolean;
}

/** For the units of a base, from one count of their respondents; the base itself is not kept. */
export function hiddenInTree(base: Omit<AnswerBase, 'hidden'>): HiddenInTree {
  const { units, method, source } = base;
  const forms = formNames(base);
  const { codes, months, respondents } = respondentsByUnit(base);
  const known = new Map<string, ReadonlySet<string>>();

  return {
    isAbout: (other) => other.source === source && formNames(other) === forms,
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
  { unit, method, hidden, period }: AnswerBase,
  months: readonly string[] = monthsOf(period),
): DisplayThresholds {
  return hidden.units(months).has(unit.code) ? nothingShown : method.display;
}

function formNames({ forms }: Pick<AnswerBase, 'forms'>): string {
  return forms.map(versionName).sort().join();
}

/** Respondents at the own desks of each unit in each month of the period and the one before, at `unit·months + month`. */
function respondentsByUnit({ table, structure, counted, countedBefore }: Omit<AnswerBase, 'hidden'>) {
  const { units: codes, months } = table;
  const mask = countedBefore === null ? counted : counted.map((counts, row) => counts | countedBefore[row]!);
  const respondents = countRespondents(table, structure, mask, [
    { key: table.unit, keys: codes.length },
    { key: table.month, keys: months.length },
  ]);
  return { codes, months, respondents };
}
