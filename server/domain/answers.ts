/** From the fields of a page to answers. Runs in browsers too: imports no Node module. */
import type { Answer, Answers, Item, Questionnaire } from './questionnaire.js';
import { visibleItems } from './visibility.js';

/** What a form holds: as Express parses it, or `fieldsOf(new FormData(form))` in a browser. */
export type Fields = Readonly<Record<string, unknown>>;

/** The ids under which an item is answered: its own, or those of a grid's rows. */
export function answerIds(item: Item): string[] {
  return item.type === 'grid' ? item.rows.map((row) => row.id) : [item.id];
}

/** Collects repeated field names (`['q1','a'], ['q1','b']` → `{ q1: ['a','b'] }`); files are left out. */
export function fieldsOf(entries: Iterable<readonly [string, unknown]>): Fields {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of entries) {
    if (typeof value !== 'string') continue;
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}

/**
 * The answers in a submitted page. A field is named after the id it answers; other fields of the page are no answers.
 * Blank fields are left out, so are answers to questions that were not asked (a page without scripts shows them all) and,
 * without their own consent, to sensitive ones. What does not fit a question is kept, for `answerFaults` to name.
 *
 * @param consentSensitive the respondent ticked `sensitiveConsent`.
 */
export function answersFromForm(
  questionnaire: Questionnaire,
  fields: Fields,
  consentSensitive: boolean,
): Answers {
  const read: Answers = {};
  for (const part of questionnaire.parts)
    for (const item of part.items)
      for (const id of answerIds(item)) {
        const answer = readField(item, Object.hasOwn(fields, id) ? fields[id] : undefined);
        if (answer !== null) read[id] = answer;
      }
  const kept: Answers = {};
  for (const item of visibleItems(questionnaire, read)) {
    if (item.sensitive && !consentSensitive) continue;
    for (const id of answerIds(item)) if (read[id] !== undefined) kept[id] = read[id];
  }
  return kept;
}

/** One field as the item's kind of answer; null when it was left blank. */
function readField(item: Item, field: unknown): Answer | null {
  const values = (Array.isArray(field) ? field : [field])
    .filter((value) => typeof value === 'string')
    .filter((value) => value.trim() !== '');
  const first = values[0];
  if (first === undefined) return null;
  if (item.type === 'multi') return values;
  // Browsers send line ends of a text area as CR LF.
  if (item.type === 'text') return values.join('\n').replace(/\r\n?/g, '\n').trim();
  if (values.length > 1) return values;
  return item.type !== 'single' && /^[0-9]$/.test(first) ? Number(first) : first;
}
