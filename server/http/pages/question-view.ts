import { answerIds } from '../../domain/answers.js';
import type { Answers, Item, Option, Part, Questionnaire, Scale, Text } from '../../domain/questionnaire.js';
import type { Fault } from '../../problem.js';

/** What may be chosen, and whether it was. */
interface ChoiceView {
  name: string;
  value: string;
  text: Text;
  checked: boolean;
}

/** One row of faces or of plain levels, answered under its own name. */
interface RatingView {
  name: string;
  levels: ChoiceView[];
  notUsed: ChoiceView | null;
}

/** A question as `templates/partials/question.hbs` shows it. Exactly one of `rating`, `choices`, `grid`, `text` is there. */
export interface QuestionView {
  id: string;
  code: string;
  text: Text;
  /** Faces stand for satisfaction alone; other scales are shown by their words. */
  faces: boolean;
  rating?: RatingView;
  choices?: { type: 'radio' | 'checkbox'; list: ChoiceView[]; max: number | null };
  grid?: { id: string; text: Text; rating: RatingView }[];
  freeText?: { value: string; maxLength: number };
  sensitive: boolean;
  consentSensitive: boolean;
  /** For pages without scripts: "answer if at Q5 you chose …". */
  condition: { code: string; values: Text[] } | null;
  fault: 'tooMany' | 'tooLong' | 'other' | null;
  max: number | null;
}

export interface PartView {
  id: string;
  title: Text;
  questions: QuestionView[];
}

/** What was answered before, and what about it does not fit. */
export interface Answered {
  answers: Answers;
  consentSensitive: boolean;
  faults: Fault[];
}

function choicesOf(name: string, options: Option[], answers: Answers): ChoiceView[] {
  const chosen = [answers[name] ?? []].flat().map(String);
  return options.map(({ value, text }) => ({ name, value, text, checked: chosen.includes(value) }));
}

function ratingOf(name: string, scale: Scale, answers: Answers): RatingView {
  const levels = scale.levels.map(({ value, text }) => ({ value: String(value), text }));
  const notUsed = scale.notUsed === null ? [] : [{ value: 'na', text: scale.notUsed }];
  const views = choicesOf(name, [...levels, ...notUsed], answers);
  return { name, levels: views.slice(0, levels.length), notUsed: views[levels.length] ?? null };
}

function scaleOf(questionnaire: Questionnaire, name: string): Scale {
  const scale = questionnaire.scales[name];
  if (!scale) throw new Error(`${questionnaire.id} has no scale ${name}`);
  return scale;
}

/** The field that the answer is given in, by the item's type. */
function fieldOf(
  questionnaire: Questionnaire,
  item: Item,
  answers: Answers,
): Pick<QuestionView, 'rating' | 'choices' | 'grid' | 'freeText'> {
  switch (item.type) {
    case 'rating':
      return { rating: ratingOf(item.id, scaleOf(questionnaire, item.scale), answers) };
    case 'grid': {
      const scale = scaleOf(questionnaire, item.scale);
      return { grid: item.rows.map((row) => ({ ...row, rating: ratingOf(row.id, scale, answers) })) };
    }
    case 'single':
      return { choices: { type: 'radio', list: choicesOf(item.id, item.options, answers), max: null } };
    case 'multi': {
      const list = choicesOf(item.id, item.options, answers);
      return { choices: { type: 'checkbox', list, max: item.max ?? null } };
    }
    case 'text':
      return { freeText: { value: String(answers[item.id] ?? ''), maxLength: item.maxLength } };
  }
}

function conditionOf(questionnaire: Questionnaire, item: Item): QuestionView['condition'] {
  const { showIf } = item;
  const asked = questionnaire.parts.flatMap((part) => part.items).find(({ id }) => id === showIf?.item);
  if (!showIf || !asked) return null;
  const options =
    asked.type === 'single' || asked.type === 'multi'
      ? asked.options
      : asked.type === 'rating'
        ? scaleOf(questionnaire, asked.scale).levels
        : [];
  const values = options.filter(({ value }) => showIf.in.includes(String(value))).map(({ text }) => text);
  return { code: asked.code, values };
}

function faultOf(item: Item, faults: Fault[]): QuestionView['fault'] {
  const places = answerIds(item).map((id) => `/answers/${id}`);
  if (!faults.some(({ pointer }) => places.includes(pointer))) return null;
  if (item.type === 'multi' && item.max !== undefined) return 'tooMany';
  return item.type === 'text' ? 'tooLong' : 'other';
}

/** One page of the form with what was answered so far. */
export function partView(questionnaire: Questionnaire, part: Part, answered: Answered): PartView {
  const isSatisfaction = part.kind === 'element' || part.kind === 'overall';
  const questions = part.items.map((item) => ({
    id: item.id,
    code: item.code,
    text: item.text,
    faces: isSatisfaction && item.type === 'rating',
    ...fieldOf(questionnaire, item, answered.answers),
    sensitive: item.sensitive ?? false,
    consentSensitive: answered.consentSensitive,
    condition: conditionOf(questionnaire, item),
    fault: faultOf(item, answered.faults),
    max: item.type === 'multi' ? (item.max ?? null) : item.type === 'text' ? item.maxLength : null,
  }));
  return { id: part.id, title: part.title, questions };
}

/** No answers yet: the whole form as scripts take it over. */
export const unanswered: Answered = { answers: {}, consentSensitive: false, faults: [] };
