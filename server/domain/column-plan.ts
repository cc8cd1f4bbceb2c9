import { itemsOf, type Questionnaire } from './questionnaire.js';

/** Option value → code in its column. */
export interface CodedItem {
  id: string;
  codes: ReadonlyMap<string, number>;
}

/** Which columns the answers to a questionnaire version make, in the order of the form. */
export interface ColumnPlan {
  /** Rating items and grid rows. */
  levels: string[];
  /** Single-choice items; code = 1 + position of the option. */
  choices: CodedItem[];
  /** Multiple-choice items; code = the option's bit. */
  multiples: CodedItem[];
  /** Free-text items: only whether there is text. */
  texts: string[];
}

/** A column of bits has room for this many options. */
const MOST_OPTIONS = 16;

/** @throws Error when a multiple-choice item offers more options than a column holds; a schema should have said so. */
export function columnPlan(questionnaire: Questionnaire): ColumnPlan {
  const plan: ColumnPlan = { levels: [], choices: [], multiples: [], texts: [] };
  for (const item of itemsOf(questionnaire)) {
    if (item.type === 'rating') plan.levels.push(item.id);
    else if (item.type === 'grid') plan.levels.push(...item.rows.map(({ id }) => id));
    else if (item.type === 'text') plan.texts.push(item.id);
    else if (item.type === 'single')
      plan.choices.push({
        id: item.id,
        codes: new Map(item.options.map(({ value }, at) => [value, at + 1])),
      });
    else {
      if (item.options.length > MOST_OPTIONS)
        throw new Error(`${item.id} has more than ${MOST_OPTIONS} options`);
      plan.multiples.push({
        id: item.id,
        codes: new Map(item.options.map(({ value }, at) => [value, 1 << at])),
      });
    }
  }
  return plan;
}
