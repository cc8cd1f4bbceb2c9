import type { Catalogue } from '../../domain/catalogue.js';
import { comparableForms } from '../../domain/index-structure.js';
import type { Questionnaire } from '../../domain/questionnaire.js';
import type { OtherIndex } from '../../domain/report-model.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import type { AnswersAt } from '../select-answers.js';
import { chooseRows, type AnswerBase, type ChosenRows, type Scope } from './answer-base.js';
import { overallOf, tallyOf } from './breakdown.js';
import { toFigure } from './figure.js';
import { displayIn, type HiddenInTree } from './hidden-in-tree.js';
import { countRows, type Source } from './row-mask.js';
import { formsOfMethod, methodsBeside } from './survey-method.js';

const sources: readonly Source[] = ['self-selected', 'random-sample'];

/** What the whole tree of units hides of the answers that these rows are about. */
export type HiddenAmong = (rows: ChosenRows) => Promise<HiddenInTree>;

/**
 * Everything that was answered in the period and is not in the main index, each as an index of its own: the other source,
 * forms whose criteria differ, and the forms of other methods. Rows without counted responses are left out.
 */
export async function otherIndices(
  catalogue: Catalogue,
  main: AnswerBase,
  mainForms: readonly Questionnaire[],
  answers: AnswersAt,
  hiddenAmong: HiddenAmong,
): Promise<OtherIndex[]> {
  const isInMain = ({ source, forms }: ChosenRows): boolean =>
    source === main.source && forms.some((form) => main.forms.includes(form));
  const found = chosenApart(main, main.method, mainForms, main).filter((rows) => !isInMain(rows));
  for (const method of methodsBeside(catalogue, main.method, main.period)) {
    const forms = formsOfMethod(catalogue, method).filter(
      ({ id }) => !main.method.questionnaires.includes(id),
    );
    found.push(...chosenApart(main, method, forms, await answers.to(forms)));
  }
  const others: OtherIndex[] = [];
  for (const rows of found) {
    const responses = countRows(rows.counted);
    if (responses === 0) continue;
    const base = { ...rows, hidden: await hiddenAmong(rows) };
    const { id, version, title, display } = rows.method;
    const figure = toFigure(overallOf(base, tallyOf(base, base.counted)), displayIn(base));
    others.push({ method: { id, version, title }, display, source: rows.source, responses, figure });
  }
  return others;
}

/** The rows of each source and each set of criteria, apart. They are compared with nothing. */
function chosenApart(
  { period, unit, units }: Scope,
  method: SurveyMethod,
  forms: readonly Questionnaire[],
  { table, book }: Pick<ChosenRows, 'table' | 'book'>,
): ChosenRows[] {
  const scope: Scope = { period, unit, units, method, methodBefore: method, methodNote: null };
  return comparableForms(forms).flatMap((group) =>
    sources.map((source) => chooseRows(scope, table, book, { during: group.forms, before: [] }, { source })),
  );
}
