import type { IndexStructure } from '../satisfaction/estimate.js';
import type { GridItem, Part, Questionnaire, RatingItem } from './questionnaire.js';

/** Official element parts of a form: the criteria of its index, in the order of the form. */
export function elementParts(questionnaire: Questionnaire): Part[] {
  return questionnaire.parts.filter(({ kind, official }) => kind === 'element' && official);
}

/** Criteria of one element part: its rating items, and each row of a grid. */
export function criteriaOf(part: Part): { id: string; item: RatingItem | GridItem }[] {
  return part.items.flatMap((item): { id: string; item: RatingItem | GridItem }[] => {
    if (item.type === 'rating') return [{ id: item.id, item }];
    return item.type === 'grid' ? item.rows.map(({ id }) => ({ id, item })) : [];
  });
}

/** What an index over this form is made of. `questions`: items that a method takes for an index of their own. */
export function indexStructure(questionnaire: Questionnaire, questions: string[] = []): IndexStructure {
  return {
    elements: elementParts(questionnaire).map((part) => ({
      id: part.id,
      group: part.group ?? null,
      criteria: criteriaOf(part).map(({ id }) => id),
    })),
    ...(questions.length > 0 && { questions }),
  };
}

/** Forms whose answers may stand in one number: they ask the same criteria in the same words. */
export interface ComparableForms {
  /** Oldest version first. */
  forms: Questionnaire[];
  /** Equal exactly for forms that may be read together. */
  signature: string;
}

/** Sorts forms by what they ask; forms without criteria are left out. */
export function comparableForms(questionnaires: readonly Questionnaire[]): ComparableForms[] {
  const bySignature = new Map<string, Questionnaire[]>();
  for (const form of [...questionnaires].sort((a, b) => a.version - b.version)) {
    const criteria = elementParts(form).map((part) => [
      part.id,
      part.group ?? null,
      criteriaOf(part).map(wording),
    ]);
    if (criteria.length === 0) continue;
    const signature = JSON.stringify(criteria);
    bySignature.set(signature, [...(bySignature.get(signature) ?? []), form]);
  }
  return [...bySignature].map(([signature, forms]) => ({ signature, forms }));
}

function wording({ id, item }: { id: string; item: RatingItem | GridItem }): string[] {
  const row = item.type === 'grid' ? item.rows.find((each) => each.id === id)?.text.vi : '';
  return [id, item.text.vi, row ?? ''];
}
