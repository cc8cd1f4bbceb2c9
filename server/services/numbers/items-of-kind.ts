import type { Item, PartKind } from '../../domain/questionnaire.js';
import type { AnswerBase } from './answer-base.js';

/** Items that the forms ask in parts of this kind, each once, with the options that the codes of the table mean. */
export function itemsOfKind({ forms, book }: Pick<AnswerBase, 'forms' | 'book'>, kind: PartKind): Item[] {
  const items = new Map<string, Item>();
  for (const form of forms)
    for (const part of form.parts)
      if (part.kind === kind)
        for (const item of part.items) items.set(item.id, book.items.get(item.id) ?? item);
  return [...items.values()];
}
