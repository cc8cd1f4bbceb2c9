import type { Catalogue } from '../../domain/catalogue.js';
import { comparableForms } from '../../domain/index-structure.js';
import type { Questionnaire } from '../../domain/questionnaire.js';
import type { OtherIndex } from '../../domain/report-model.js';
import type { AnswersAt } from '../select-answers.js';
import { answerBase, type AnswerBase } from './answer-base.js';
import { overallOf, tallyOf } from './breakdown.js';
import { toFigure } from './figure.js';
import { countRows, type Source } from './row-mask.js';
import { formsOfMethod, methodsBeside } from './survey-method.js';

const sources: readonly Source[] = ['self-selected', 'random-sample'];

/**
 * Everything that was answered in the period and is not in the main index, each as an index of its own: the other source,
 * forms whose criteria differ, and the forms of other methods. Rows without counted responses are left out.
 */
export async function otherIndices(
  catalogue: Catalogue,
  main: AnswerBase,
  mainForms: readonly Questionnaire[],
  answers: AnswersAt,
): Promise<OtherIndex[]> {
  const others = rowsOf(main, main.table, main.book, mainForms, main);
  for (const method of methodsBeside(catalogue, main.method, main.period)) {
    const forms = formsOfMethod(catalogue, method).filter(
      ({ id }) => !main.method.questionnaires.includes(id),
    );
    const { table, book } = await answers.to(forms);
    others.push(...rowsOf({ ...main, method, methodBefore: method }, table, book, forms, null));
  }
  return others;
}

function rowsOf(
  scope: AnswerBase,
  table: AnswerBase['table'],
  book: AnswerBase['book'],
  forms: readonly Questionnaire[],
  main: AnswerBase | null,
): OtherIndex[] {
  const { id, version, title } = scope.method;
  return comparableForms(forms).flatMap((group) =>
    sources.flatMap((source) => {
      if (main && source === main.source && main.forms.some((form) => group.forms.includes(form))) return [];
      const { method } = scope;
      const forms = { during: group.forms, before: group.forms };
      const base = answerBase(scope, table, book, forms, { source });
      const responses = countRows(base.counted);
      if (responses === 0) return [];
      const figure = toFigure(overallOf(base, tallyOf(base, base.counted)), method.display);
      return [{ method: { id, version, title }, display: method.display, source, responses, figure }];
    }),
  );
}
