import type { Item, Option, Part, Questionnaire, Text } from '../../server/domain/questionnaire.js';

export const text = (word: string): Text => ({ vi: word, en: word });

export function options(...values: string[]): Option[] {
  return values.map((value) => ({ value, text: text(value) }));
}

export const rating = (id: string, scale = 'five'): Item => ({
  id,
  code: id.toUpperCase(),
  type: 'rating',
  text: text(id),
  src: 'R',
  scale,
});

export function single(id: string, values: string[], showIf?: Item['showIf']): Item {
  const base = { id, code: id.toUpperCase(), text: text(id), src: 'R' as const };
  return { ...base, type: 'single', options: options(...values), ...(showIf && { showIf }) };
}

export function multi(id: string, values: string[], max?: number): Item {
  const base = { id, code: id.toUpperCase(), text: text(id), src: 'R' as const };
  return { ...base, type: 'multi', options: options(...values), ...(max !== undefined && { max }) };
}

export function part(items: Item[], more: Partial<Part> = {}): Part {
  return {
    id: 'a',
    code: 'A',
    kind: 'element',
    official: true,
    title: text('A'),
    src: 'R',
    items,
    ...more,
  };
}

/** The smallest sound questionnaire, with these parts; scale `five` has five levels and "not used", `two` has two and none. */
export function tinyQuestionnaire(parts: Part[], more: Partial<Questionnaire> = {}): Questionnaire {
  const level = (value: number) => ({ value, text: text(`level ${value}`) });
  return {
    id: 'tiny',
    version: 1,
    domain: 'general',
    title: text('Tiny'),
    basis: null,
    minimumAge: 18,
    intro: text('{unit} asks people from 18 years'),
    instruction: text('Choose'),
    units: 'any',
    expectedSeconds: 10,
    scales: {
      five: { levels: [1, 2, 3, 4, 5].map(level), notUsed: text('not used') },
      two: { levels: [1, 2].map(level), notUsed: null },
    },
    parts,
    ...more,
  };
}
