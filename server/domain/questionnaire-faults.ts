import type { Fault } from '../problem.js';
import { answerIds } from './answers.js';
import { pointerTo } from './json-pointer.js';
import { languages } from './questionnaire.js';
import type { Item, Questionnaire, Scale } from './questionnaire.js';
import { textFaults } from './text-faults.js';

/**
 * What a JSON Schema cannot say about a questionnaire; empty means it is sound. Its shape has been checked before.
 * Pointers are JSON pointers into the questionnaire.
 */
export function questionnaireFaults(questionnaire: Questionnaire): Fault[] {
  return [
    ...textFaults(questionnaire),
    ...introFaults(questionnaire),
    ...scaleFaults(questionnaire),
    ...partFaults(questionnaire),
    ...itemFaults(questionnaire),
  ];
}

function introFaults({ intro, minimumAge, parts, sensitiveConsent }: Questionnaire): Fault[] {
  const faults: Fault[] = [];
  for (const language of languages) {
    const pointer = pointerTo('intro', language);
    if (!intro[language].includes('{unit}'))
      faults.push({ pointer, reason: 'must name the agency as {unit}' });
    if (!new RegExp(`(?<![0-9])${minimumAge}(?![0-9])`).test(intro[language]))
      faults.push({ pointer, reason: `must name the minimum age ${minimumAge}` });
  }
  const sensitive = parts.some((part) => part.items.some((item) => item.sensitive));
  if (sensitive && !sensitiveConsent)
    faults.push({ pointer: '', reason: 'has sensitive items but no sensitiveConsent' });
  if (!sensitive && sensitiveConsent)
    faults.push({ pointer: pointerTo('sensitiveConsent'), reason: 'no item is sensitive' });
  return faults;
}

function scaleFaults({ scales }: Questionnaire): Fault[] {
  return Object.entries(scales).flatMap(([name, { levels }]) =>
    levels.flatMap(({ value }, i) => {
      const before = levels[i - 1]?.value ?? 0;
      const pointer = pointerTo('scales', name, 'levels', i, 'value');
      return value > before ? [] : [{ pointer, reason: 'levels go from low to high, each once' }];
    }),
  );
}

function partFaults({ parts }: Questionnaire): Fault[] {
  return parts.flatMap((part, i) => {
    const faults: Fault[] = [];
    const add = (reason: string, ...steps: (string | number)[]) =>
      faults.push({ pointer: pointerTo('parts', i, ...steps), reason });
    if (parts.findIndex(({ id }) => id === part.id) < i) add(`the part "${part.id}" exists already`, 'id');
    if (!part.official) return faults;
    if (part.kind !== 'element') add('only an element can be official', 'official');
    part.items.forEach((item, j) => {
      if (item.type !== 'rating') add('an official criterion is a rating', 'items', j, 'type');
      if (part.code !== null && !item.code.startsWith(part.code))
        add(`an official criterion carries the code of its element ${part.code}`, 'items', j, 'code');
    });
    return faults;
  });
}

function itemFaults({ parts, scales }: Questionnaire): Fault[] {
  const before = new Map<string, Item>();
  const ids = new Set<string>();
  const codes = new Set<string>();
  return parts.flatMap((part, i) =>
    part.items.flatMap((item, j) => {
      const faults: Fault[] = [];
      const add = (reason: string, ...steps: (string | number)[]) =>
        faults.push({ pointer: pointerTo('parts', i, 'items', j, ...steps), reason });
      for (const id of new Set([item.id, ...answerIds(item)])) {
        if (ids.has(id)) add(`the id "${id}" exists already`, 'id');
        ids.add(id);
      }
      if (codes.has(item.code)) add(`the code ${item.code} exists already`, 'code');
      codes.add(item.code);
      if ('scale' in item && !Object.hasOwn(scales, item.scale)) add(`no scale "${item.scale}"`, 'scale');
      if ('options' in item) {
        const values = item.options.map((option) => option.value);
        if (new Set(values).size < values.length) add('an option value exists twice', 'options');
      }
      if (item.type === 'multi' && item.max !== undefined && item.max > item.options.length)
        add('more than there are options', 'max');
      for (const reason of conditionReasons(item, before, scales)) add(reason, 'showIf');
      before.set(item.id, item);
      return faults;
    }),
  );
}

/** A condition looks back at a choice or rating, and at values it can have: otherwise its item is never shown. */
function conditionReasons(item: Item, before: Map<string, Item>, scales: Record<string, Scale>): string[] {
  if (!item.showIf) return [];
  const { item: id, in: wanted } = item.showIf;
  const source = before.get(id);
  if (!source) return [`"${id}" is not an earlier item`];
  if (source.type === 'grid' || source.type === 'text') return [`"${id}" is a ${source.type}, not a choice`];
  const scale = source.type === 'rating' ? scales[source.scale] : undefined;
  const values =
    source.type === 'rating'
      ? [...(scale?.levels.map((level) => String(level.value)) ?? []), ...(scale?.notUsed ? ['na'] : [])]
      : source.options.map((option) => option.value);
  return wanted.filter((value) => !values.includes(value)).map((value) => `"${id}" has no value "${value}"`);
}
