import { versionName } from '../domain/questionnaire.js';
import { scrubText } from '../domain/scrub-text.js';
import type { CommentStore } from '../store/comments.js';
import type { DecisionStore } from '../store/decisions.js';
import type { AnswerBase } from './numbers/answer-base.js';
import { itemsOfKind } from './numbers/items-of-kind.js';
import { isRejected } from './state-of.js';

/** Comments that a report quotes, at most. */
export const SAMPLES = 8;
/** How many of the newest are looked through for them. */
const LOOKED_THROUGH = 200;
/** Shorter remarks ("tốt", "ok") say nothing in a report; longer ones are not cut, they are left out. */
const LENGTHS = { least: 15, most: 400 };

/**
 * A few of the newest comments on which nobody has decided anything, scrubbed of telephone, identity and e-mail patterns.
 * Each wording once. They illustrate; the number of comments is counted elsewhere.
 */
export async function commentSamples(
  deps: { comments: CommentStore; decisions: Pick<DecisionStore, 'stream'> },
  base: AnswerBase,
): Promise<string[]> {
  const { period, units, unit, forms, source } = base;
  const isEverything = unit.parent === null;
  const span = { from: period.from, to: period.to };
  const found = await deps.comments.newest(
    {
      ...(!isEverything && { unitCodes: units.map(({ code }) => code) }),
      receivedFrom: span.from,
      receivedTo: span.to,
      items: itemsOfKind(base, 'comment').map(({ id }) => id),
    },
    LOOKED_THROUGH,
  );
  if (found.length === 0) return [];
  const decided = new Set<string>();
  for await (const { responseId } of deps.decisions.stream({ responseFrom: span.from, responseTo: span.to }))
    decided.add(responseId);
  const names = new Set(forms.map(versionName));
  const texts = found
    .filter(({ questionnaire }) => names.has(versionName(questionnaire)))
    .filter(({ randomSample }) => randomSample === (source === 'random-sample'))
    .filter(({ responseId, flags }) => !decided.has(responseId) && !flags.some(isRejected))
    .map(({ text }) => scrubText(text).replace(/\s+/g, ' ').trim())
    .filter(({ length }) => length >= LENGTHS.least && length <= LENGTHS.most);
  return [...new Set(texts)].slice(0, SAMPLES);
}
