import type { Catalogue } from '../../domain/catalogue.js';
import { monthsOf, parsePeriod, previousPeriod } from '../../domain/period.js';
import type { OtherIndex } from '../../domain/report-model.js';
import { descendantsDuring, parentChain } from '../../domain/unit-tree.js';
import { Problem } from '../../problem.js';
import type { AnswerBlocks } from '../answer-blocks.js';
import type { AnswersAt } from '../select-answers.js';
import { answerBase, type AnswerBase, type Scope } from './answer-base.js';
import type { HiddenInTree } from './hidden-in-tree.js';
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

/** Trees of units whose hidden ones are held; each is a few hundred numbers. */
const TREES_HELD = 100;
/** Rows of answers that are held at most for the next question about the same. */
const ROWS_HELD = 2_000_000;

export function numbersService(deps: {
  catalogue: Catalogue;
  blocks: Pick<AnswerBlocks, 'refresh' | 'select'>;
}): Numbers {
  const { catalogue, blocks } = deps;
  const held = recentlyUsed<NumbersAt>(ROWS_HELD);
  const trees = recentlyUsed<HiddenInTree>(TREES_HELD);

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
      const root = parentChain(catalogue.units, unitCode).at(-1)!.code;
      const answers = await answersIn(scope);
      const whole = root === unitCode ? null : scopeOf(periodId, root, methodId);
      const tree = whole && { scope: whole, answers: await answersIn(whole) };
      const { period, method } = scope;
      const about = [period.id, method.id, method.version].join(' ');
      const key = [answers.version, unitCode, tree?.answers.version, about].join(' ');
      const known = held.get(key);
      if (known) return known;
      const hidden = tree && (await hiddenIn(tree.scope, tree.answers, about));
      return held.keep(key, await numbersOf(scope, answers, hidden), ({ base }) => base.table.rows);
    },
  };

  function answersIn({ period, units }: Scope): Promise<AnswersAt> {
    return blocks.select({
      months: [...monthsOf(previousPeriod(period)), ...monthsOf(period)],
      unitCodes: units.map(({ code }) => code),
    });
  }

  /** What the tables of the whole tree hide: a unit's own report may not tell what its city's table keeps back. */
  async function hiddenIn(scope: Scope, answers: AnswersAt, about: string): Promise<HiddenInTree> {
    const key = `${answers.version} ${scope.unit.code} ${about}`;
    const known = trees.get(key);
    if (known) return known;
    const forms = formsOfMethod(catalogue, scope.method);
    const { table, book } = await answers.to(forms);
    return trees.keep(key, answerBase(scope, table, book, forms).hidden, () => 1);
  }

  async function numbersOf(scope: Scope, answers: AnswersAt, tree: HiddenInTree | null): Promise<NumbersAt> {
    const forms = formsOfMethod(catalogue, scope.method);
    const { table, book } = await answers.to(forms);
    const base = answerBase(scope, table, book, forms, { tree });
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
