import type { Catalogue } from '../../domain/catalogue.js';
import { monthsOf, parsePeriod, previousPeriod } from '../../domain/period.js';
import type { OtherIndex } from '../../domain/report-model.js';
import { descendantsDuring } from '../../domain/unit-tree.js';
import { Problem } from '../../problem.js';
import type { AnswerBlocks } from '../answer-blocks.js';
import type { AnswersAt } from '../select-answers.js';
import { answerBase, type AnswerBase, type Scope } from './answer-base.js';
import { otherIndices } from './other-indices.js';
import { recentlyUsed } from './recently-used.js';
import { DEFAULT_METHOD, formsOfMethod, surveyMethodNamed } from './survey-method.js';

/** The rows a question is about, and numbers that were computed from them before. */
export interface NumbersAt {
  base: AnswerBase;
  others: OtherIndex[];
  /** A result computed once from these rows, by name. */
  remember<T>(name: string, compute: () => T): T;
}

export interface Numbers {
  /**
   * Everything numbers about a unit in a period are computed from, never older than the call.
   * @throws Problem period-invalid, unit-not-found, method-not-found.
   */
  at(period: string, unit: string, method?: string): Promise<NumbersAt>;
}

/** Rows of answers that are held at most for the next question about the same. */
const ROWS_HELD = 2_000_000;

export function numbersService(deps: {
  catalogue: Catalogue;
  blocks: Pick<AnswerBlocks, 'refresh' | 'select'>;
}): Numbers {
  const { catalogue, blocks } = deps;
  const held = recentlyUsed<NumbersAt>(ROWS_HELD);

  function scopeOf(periodId: string, unitCode: string, methodId: string): Scope {
    const period = parsePeriod(periodId);
    const unit = catalogue.units.get(unitCode);
    if (!unit) throw new Problem('unit-not-found');
    const method = surveyMethodNamed(catalogue, methodId);
    const span = { from: previousPeriod(period).from, to: period.to };
    return { period, unit, units: descendantsDuring(catalogue.units, unitCode, span), method };
  }

  return {
    async at(periodId, unitCode, methodId = DEFAULT_METHOD) {
      const scope = scopeOf(periodId, unitCode, methodId);
      await blocks.refresh();
      const answers = await blocks.select({
        months: [...monthsOf(previousPeriod(scope.period)), ...monthsOf(scope.period)],
        unitCodes: scope.units.map(({ code }) => code),
      });
      const key = [answers.version, scope.period.id, unitCode, scope.method.id, scope.method.version].join(
        ' ',
      );
      return held.get(key) ?? held.keep(key, await numbersOf(scope, answers), ({ base }) => base.table.rows);
    },
  };

  async function numbersOf(scope: Scope, answers: AnswersAt): Promise<NumbersAt> {
    const forms = formsOfMethod(catalogue, scope.method);
    const { table, book } = await answers.to(forms);
    const base = answerBase(scope, table, book, forms);
    const results = new Map<string, unknown>();
    return {
      base,
      others: await otherIndices(catalogue, base, forms, answers),
      remember<T>(name: string, compute: () => T): T {
        if (!results.has(name)) results.set(name, compute());
        return results.get(name) as T;
      },
    };
  }
}
