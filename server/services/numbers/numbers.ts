import type { Catalogue } from '../../domain/catalogue.js';
import { monthsOf, parsePeriod, previousPeriod } from '../../domain/period.js';
import type { OtherIndex } from '../../domain/report-model.js';
import { digestOf } from '../../domain/snapshot.js';
import { transactionsOf } from '../../domain/transactions.js';
import { descendantsDuring, parentChain } from '../../domain/unit-tree.js';
import { Problem } from '../../problem.js';
import type { PopulationStore } from '../../store/populations.js';
import type { TransactionStore } from '../../store/transactions.js';
import type { AnswerBlocks } from '../answer-blocks.js';
import type { AnswersAt } from '../select-answers.js';
import { answerBase, type AnswerBase, type BaseOptions, type Scope } from './answer-base.js';
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

/** Months of the period and of the one before. */
function monthsOfScope({ period }: Scope): string[] {
  return [...monthsOf(previousPeriod(period)), ...monthsOf(period)];
}

/** Trees of units whose hidden ones are held; each is a few hundred numbers. */
const TREES_HELD = 100;
/** Rows of answers that are held at most for the next question about the same. */
const ROWS_HELD = 2_000_000;

export function numbersService(deps: {
  catalogue: Catalogue;
  blocks: Pick<AnswerBlocks, 'refresh' | 'select'>;
  transactions: Pick<TransactionStore, 'inMonths'>;
  populations: Pick<PopulationStore, 'find'>;
}): Numbers {
  const { catalogue, blocks, transactions, populations } = deps;
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
      const dossiers = await transactions.inMonths(monthsOfScope(scope));
      const population = await populations.find(period.id, unitCode);
      const about = [period.id, method.id, method.version].join(' ');
      const loaded = digestOf([dossiers, population]);
      const key = [answers.version, unitCode, tree?.answers.version, about, loaded].join(' ');
      const known = held.get(key);
      if (known) return known;
      const hidden = tree && (await hiddenIn(tree.scope, tree.answers, about));
      return held.keep(
        key,
        await numbersOf(scope, answers, {
          tree: hidden,
          transactions: transactionsOf(dossiers),
          population,
        }),
        ({ base }) => base.table.rows,
      );
    },
  };

  function answersIn(scope: Scope): Promise<AnswersAt> {
    return blocks.select({ months: monthsOfScope(scope), unitCodes: scope.units.map(({ code }) => code) });
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

  async function numbersOf(scope: Scope, answers: AnswersAt, options: BaseOptions): Promise<NumbersAt> {
    const forms = formsOfMethod(catalogue, scope.method);
    const { table, book } = await answers.to(forms);
    const base = answerBase(scope, table, book, forms, options);
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
