import type { AnswerTable } from '../../domain/answer-table.js';
import type { Codebook } from '../../domain/codebook.js';
import { comparableForms, indexStructure, type ComparableForms } from '../../domain/index-structure.js';
import { monthsOf, previousPeriod, type Period } from '../../domain/period.js';
import { versionName, type Questionnaire, type Text } from '../../domain/questionnaire.js';
import { noTransactions, type Transactions } from '../../domain/transactions.js';
import type { Population } from '../../domain/population.js';
import type { Unit } from '../../domain/unit.js';
import type { IndexStructure } from '../../satisfaction/estimate.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import { comparisonBreak } from './comparison-break.js';
import { countedRows, type CountedRows } from './counted-rows.js';
import { hiddenInTree, type HiddenInTree } from './hidden-in-tree.js';
import { rowMask, type Source } from './row-mask.js';

/** What a question about numbers is about. */
export interface Scope {
  period: Period;
  unit: Unit;
  /** The unit and those below it that existed in this period or the one before, parents first. */
  units: Unit[];
  /** The version that the period is computed by. */
  method: SurveyMethod;
  /** The version that the period before is computed by. */
  methodBefore: SurveyMethod;
  /** What to say about the version; null: it holds all the time. */
  methodNote: Text | null;
}

/** The rows that a number counts, and what belongs to them. */
export interface ChosenRows extends Scope {
  previous: Period;
  table: AnswerTable;
  book: Codebook;
  /** Forms of this period that ask the same criteria; the newest last. */
  forms: Questionnaire[];
  /** Those of the period before; empty where the two may not be compared. */
  formsBefore: Questionnaire[];
  structure: IndexStructure;
  source: Source;
  /** Rows counted in the period. */
  counted: Uint8Array;
  /** Rows counted in the period before; null where the two may not be compared. */
  countedBefore: Uint8Array | null;
  /** Why they may not; null where they may. */
  comparisonBreak: Text | null;
  /** Dossiers of the units, as far as they are loaded. */
  transactions: Transactions;
  /** What the unit's index in this period is weighted to beside its own; null: nothing was loaded. */
  population: Population | null;
}

/** The rows that a report or an index table counts, chosen once for all of its numbers. */
export interface AnswerBase extends ChosenRows {
  /** Units that may not be shown. */
  hidden: HiddenInTree;
}

/** Forms that may be counted: all versions that a method names. */
export interface CandidateForms {
  during: readonly Questionnaire[];
  /** By the method of the period before. */
  before: readonly Questionnaire[];
}

export interface BaseOptions {
  /** Default: the main one. */
  source?: Source;
  transactions?: Transactions;
  population?: Population | null;
}

/**
 * Chooses the rows: counted ones, of one source, of forms that ask the same criteria. The random sample is the index
 * where it is large enough to be shown without a warning, or where nobody else answered; otherwise those who chose to
 * answer are. Where forms differ in their criteria, those with the most responses are taken (of equals the newest).
 */
export function chooseRows(
  scope: Scope,
  table: AnswerTable,
  book: Codebook,
  candidates: CandidateForms,
  { source: wantedSource, transactions = noTransactions, population = null }: BaseOptions = {},
): ChosenRows {
  const { period, method, methodBefore } = scope;
  const previous = previousPeriod(period);
  const rows = countedRows(table);
  const source = wantedSource ?? mainSource(scope, rows);
  const largestIn = (when: Period, among: readonly Questionnaire[]) =>
    largest(comparableForms(among), (form) => rows(source, monthsOf(when), form));
  const chosen = largestIn(period, candidates.during);
  const before = largestIn(previous, candidates.before);
  const forms = chosen?.group.forms ?? [];
  const rowsOf = (when: Period, asked: readonly Questionnaire[]): Uint8Array =>
    rowMask(table, { states: ['counted'], source, months: monthsOf(when), forms: names(asked) });
  const counted = rowsOf(period, forms);
  const reason = comparisonBreak({
    ...{ period, previous, method, methodBefore },
    isAnsweredBefore: before !== null && before.rows > 0,
    areCriteriaEqual: before === null || chosen === null || before.group.signature === chosen.group.signature,
  });
  const reference = forms.at(-1);
  const formsBefore = reason === null ? (before?.group.forms ?? []) : [];
  return {
    ...scope,
    previous,
    table,
    book,
    forms,
    formsBefore,
    structure: reference ? indexStructure(reference, questionsOf(method)) : { elements: [] },
    source,
    counted,
    countedBefore: reason === null ? rowsOf(previous, formsBefore) : null,
    comparisonBreak: reason,
    transactions,
    population,
  };
}

/** The rows of a unit that stands under no other: its own tables decide what is hidden. */
export function answerBase(...chosen: Parameters<typeof chooseRows>): AnswerBase {
  const rows = chooseRows(...chosen);
  return { ...rows, hidden: hiddenInTree(rows) };
}

/** Items that the method takes for an index of their own. */
function questionsOf(method: SurveyMethod): string[] {
  return Object.values(method.aggregation.questions ?? {});
}

function names(forms: readonly Questionnaire[]): Set<string> {
  return new Set(forms.map(versionName));
}

function mainSource({ period, method }: Scope, rows: CountedRows): Source {
  const months = monthsOf(period);
  const drawn = rows('random-sample', months);
  const isLargeEnough = drawn >= method.display.warnBelow;
  return isLargeEnough || (drawn > 0 && rows('self-selected', months) === 0)
    ? 'random-sample'
    : 'self-selected';
}

/** The forms with the most rows, of equals the newest; null where there are no forms. */
function largest(
  groups: ComparableForms[],
  rowsOf: (form: string) => number,
): { group: ComparableForms; rows: number } | null {
  let best: { group: ComparableForms; rows: number } | null = null;
  for (const group of groups) {
    const rows = group.forms.reduce((sum, form) => sum + rowsOf(versionName(form)), 0);
    if (best === null || rows >= best.rows) best = { group, rows };
  }
  return best;
}
