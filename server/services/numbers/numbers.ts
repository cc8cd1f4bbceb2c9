import type { Catalogue } from '../../domain/catalogue.js';
import { monthsOf, parsePeriod, previousPeriod } from '../../domain/period.js';
import { versionName, type Questionnaire } from '../../domain/questionnaire.js';
import type { OtherIndex } from '../../domain/report-model.js';
import { digestOf } from '../../domain/snapshot.js';
import { transactionsOf } from '../../domain/transactions.js';
import { descendantsDuring, parentChain } from '../../domain/unit-tree.js';
import { Problem } from '../../problem.js';
import type { PopulationStore } from '../../store/populations.js';
import type { TransactionStore } from '../../store/transactions.js';
import type { AnswerBlocks } from '../answer-blocks.js';
import type { AnswersAt } from '../select-answers.js';
import {
  chooseRows,
  type AnswerBase,
  type BaseOptions,
  type CandidateForms,
  type ChosenRows,
  type Scope,
} from './answer-base.js';
import { hiddenInTree, type HiddenInTree } from './hidden-in-tree.js';
import { methodNote } from './method-note.js';
import { otherIndices } from './other-indices.js';
import { recentlyUsed } from './recently-used.js';
import { DEFAULT_METHOD, formsOfMethod, surveyVersions, versionIn } from './survey-method.js';

/** The rows a question is about, and numbers that were computed from them before. */
export interface NumbersAt {
  base: AnswerBase;
  others: OtherIndex[];
  /** A result computed once from these rows, by name. */
  remember<T>(name: string, compute: () => T): T;
}

export interface Numbers {
  /**
   * Everything numbers about a unit in a period are computed from, never older than the call. `method`: an id, of which
   * the version of the period's first day is taken, or `id@version`.
   * @throws Problem period-invalid, unit-not-found, method-not-found.
   */
  at(period: string, unit: string, method?: string): Promise<NumbersAt>;
}

/** Months of the period and of the one before. */
function monthsOfScope({ period }: Scope): string[] {
  return [...monthsOf(previousPeriod(period)), ...monthsOf(period)];
}

/** The answers of all units that stand under the same root, where a question is about one of them. */
interface WholeTree {
  scope: Scope;
  answers: AnswersAt;
}

/** What the numbers of a unit depend on beside its answers. */
function about({ period, method, methodBefore }: Scope): string {
  return [period.id, method.id, method.version, methodBefore.version].join(' ');
}

/** Each form once, those of the period last: of an item asked by several the last one's wording holds. */
function formsIn({ during, before }: CandidateForms): Questionnaire[] {
  return [...before.filter((form) => !during.includes(form)), ...during];
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
    const versions = surveyVersions(catalogue, methodId);
    const method = versionIn(versions, period);
    const previous = previousPeriod(period);
    return {
      ...{ period, unit, method },
      units: descendantsDuring(catalogue.units, unitCode, { from: previous.from, to: period.to }),
      methodBefore: versionIn(versions, previous),
      methodNote: methodNote(catalogue.methods.get(method.id)!, method, period),
    };
  }

  function candidatesOf({ method, methodBefore }: Scope): CandidateForms {
    return { during: formsOfMethod(catalogue, method), before: formsOfMethod(catalogue, methodBefore) };
  }

  return {
    async at(periodId, unitCode, methodId = DEFAULT_METHOD) {
      const scope = scopeOf(periodId, unitCode, methodId);
      await blocks.refresh();
      const root = parentChain(catalogue.units, unitCode).at(-1)!.code;
      const answers = await answersIn(scope);
      const whole = root === unitCode ? null : scopeOf(periodId, root, methodId);
      const tree = whole && { scope: whole, answers: await answersIn(whole) };
      const dossiers = await transactions.inMonths(monthsOfScope(scope));
      const population = await populations.find(scope.period.id, unitCode);
      const loaded = digestOf([dossiers, population]);
      const key = [answers.version, unitCode, tree?.answers.version, about(scope), loaded].join(' ');
      const known = held.get(key);
      if (known) return known;
      return held.keep(
        key,
        await numbersOf(scope, answers, tree, { transactions: transactionsOf(dossiers), population }),
        ({ base }) => base.table.rows,
      );
    },
  };

  function answersIn(scope: Scope): Promise<AnswersAt> {
    return blocks.select({ months: monthsOfScope(scope), unitCodes: scope.units.map(({ code }) => code) });
  }

  /** What the tables of the whole tree hide: a unit's own report may not tell what its city's table keeps back. */
  async function hiddenIn({ scope, answers }: WholeTree, rows: ChosenRows): Promise<HiddenInTree> {
    const { method, methodBefore, source, forms, formsBefore } = rows;
    const names = [...forms, ...formsBefore].map(versionName).join();
    const key = [answers.version, scope.unit.code, about(rows), source, names].join(' ');
    const known = trees.get(key);
    if (known) return known;
    const candidates = { during: forms, before: formsBefore };
    const { table, book } = await answers.to(formsIn(candidates));
    const whole = chooseRows({ ...scope, method, methodBefore }, table, book, candidates, { source });
    return trees.keep(key, hiddenInTree(whole), () => 1);
  }

  async function numbersOf(
    scope: Scope,
    answers: AnswersAt,
    tree: WholeTree | null,
    loaded: Pick<BaseOptions, 'transactions' | 'population'>,
  ): Promise<NumbersAt> {
    const candidates = candidatesOf(scope);
    const { table, book } = await answers.to(formsIn(candidates));
    const rows = chooseRows(scope, table, book, candidates, loaded);
    const hiddenAmong = async (some: ChosenRows) => (tree ? hiddenIn(tree, some) : hiddenInTree(some));
    const base = { ...rows, hidden: await hiddenAmong(rows) };
    const results = new Map<string, unknown>();
    return {
      base,
      others: await otherIndices(catalogue, base, candidates.during, answers, hiddenAmong),
      remember<T>(name: string, compute: () => T): T {
        if (!results.has(name)) results.set(name, compute());
        return results.get(name) as T;
      },
    };
  }
}
