import type { DecisionState } from './answer-block.js';
import { monthOf } from './period.js';
import { itemsOf, versionName, type Item, type Questionnaire } from './questionnaire.js';
import type { Response } from './response.js';
import { scrubText } from './scrub-text.js';

/** Columns that every export begins with; the answers follow, a column an item. */
const leading = [
  'id',
  'unit',
  'month',
  'questionnaire',
  'channel',
  'source',
  'procedure',
  'decision',
] as const;

/** Ids of everything that is answered under an id of its own: items, and the rows of grids. */
function answerColumns(questionnaire: Questionnaire): { id: string; item: Item }[] {
  return itemsOf(questionnaire).flatMap((item): { id: string; item: Item }[] =>
    item.type === 'grid' ? item.rows.map(({ id }) => ({ id, item })) : [{ id: item.id, item }],
  );
}

export function exportColumns(questionnaire: Questionnaire): string[] {
  return [...leading, ...answerColumns(questionnaire).map(({ id }) => id)];
}

/**
 * One response as cells: level 1…5, `NA` for "not used", empty for blank, several options joined by `;`, texts scrubbed.
 * The answers of a withdrawn response are left out: its row only says that there was one. Of time the month is given.
 */
export function exportRow(
  questionnaire: Questionnaire,
  response: Response,
  state: DecisionState,
): (string | number)[] {
  const facts: Record<(typeof leading)[number], string> = {
    id: response.id,
    unit: response.unitCode,
    month: monthOf(response.receivedAt),
    questionnaire: versionName(response.questionnaire),
    channel: response.channel,
    source: response.randomSample ? 'random-sample' : 'self-selected',
    procedure: response.procedure ?? '',
    decision: state,
  };
  const answers = answerColumns(questionnaire).map(({ id, item }) => {
    const answer = state === 'withdrawn' ? undefined : response.answers[id];
    if (answer === undefined) return '';
    if (Array.isArray(answer)) return answer.join(';');
    if (typeof answer === 'number') return answer;
    if (item.type === 'text') return scrubText(answer);
    return answer === 'na' && (item.type === 'rating' || item.type === 'grid') ? 'NA' : answer;
  });
  return [...leading.map((name) => facts[name]), ...answers];
}
