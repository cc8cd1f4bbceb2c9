import type { Fault } from '../problem.js';
import { answerIds } from './answers.js';
import { pointerTo } from './json-pointer.js';
import type { Answer, Answers, Item, MultiItem, Option, Questionnaire, Scale } from './questionnaire.js';
import { visibleItems } from './visibility.js';

/**
 * Everything about these answers that does not fit this questionnaire version; empty means they fit. Nothing is
 * required: any question may be skipped. Reasons never repeat what was answered, so they may be logged.
 *
 * @param answers as received: any JSON object.
 * @param consentSensitive whether the respondent gave the separate consent for sensitive items. An answer alone is not
 *   consent (Law 91/2025/QH15 wants an act of its own), so without it an answer to such an item is a fault.
 */
export function answerFaults(
  questionnaire: Questionnaire,
  answers: Readonly<Record<string, unknown>>,
  consentSensitive = false,
): Fault[] {
  const slots = new Map<string, Item>();
  for (const part of questionnaire.parts)
    for (const item of part.items) for (const id of answerIds(item)) slots.set(id, item);
  const visible = new Set(visibleItems(questionnaire, wellFormed(answers)));

  // Own keys only, looked up in a Map: "__proto__" or "constructor" is an unknown item like any other.
  return Object.keys(answers).flatMap((id): Fault[] => {
    const item = slots.get(id);
    if (!item)
      return [
        { pointer: pointerTo('answers', id.slice(0, 64)), reason: 'no such item in this questionnaire' },
      ];
    const fault = (reason: string): Fault => ({ pointer: pointerTo('answers', id), reason });
    const reasons = valueReasons(item, questionnaire, answers[id]);
    if (!visible.has(item)) reasons.push('this item was not asked: its condition does not hold');
    if (item.sensitive && !consentSensitive) reasons.push('a sensitive item needs the separate consent');
    return reasons.map(fault);
  });
}

/** The members that have the shape of an answer at all, so that conditions can be evaluated on them. */
function wellFormed(answers: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, Answer] => isAnswer(entry[1])),
  );
}

function isAnswer(value: unknown): value is Answer {
  if (Array.isArray(value)) return value.every((member) => typeof member === 'string');
  return typeof value === 'string' || typeof value === 'number';
}

function valueReasons(item: Item, questionnaire: Questionnaire, value: unknown): string[] {
  switch (item.type) {
    case 'rating':
    case 'grid':
      return levelReasons(questionnaire.scales[item.scale], value);
    case 'single':
      return isOption(item.options, value) ? [] : ['not one of the options'];
    case 'multi':
      return multiReasons(item, value);
    case 'text':
      return textReasons(item.maxLength, value);
  }
}

function levelReasons(scale: Scale | undefined, value: unknown): string[] {
  if (value === 'na') return scale?.notUsed ? [] : ['this scale offers no "not used"'];
  return scale?.levels.some((level) => level.value === value) ? [] : ['not a level of the scale'];
}

function isOption(options: Option[], value: unknown): boolean {
  return options.some((option) => option.value === value);
}

function multiReasons(item: MultiItem, value: unknown): string[] {
  if (!Array.isArray(value)) return ['a list of options is expected'];
  const reasons: string[] = [];
  if (value.length === 0) reasons.push('an empty list: leave a skipped item out');
  if (!value.every((member) => isOption(item.options, member))) reasons.push('not all of these are options');
  if (new Set(value).size !== value.length) reasons.push('an option is named twice');
  if (item.max !== undefined && value.length > item.max) reasons.push(`more than ${item.max} options`);
  return reasons;
}

/**
 * Letters that no keyboard writes and that can harm whoever reads on: control characters other than tab and line ends,
 * direction overrides (they reverse what an official sees), and halves of a surrogate pair.
 */
const unprintable = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

function textReasons(maxLength: number, value: unknown): string[] {
  if (typeof value !== 'string') return ['a text is expected'];
  const reasons: string[] = [];
  if (value.trim() === '') reasons.push('an empty text: leave a skipped item out');
  if ([...value].length > maxLength) reasons.push(`longer than ${maxLength} characters`);
  if (unprintable.test(value)) reasons.push('contains control characters');
  return reasons;
}
