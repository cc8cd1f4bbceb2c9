import type { Questionnaire } from '../../server/domain/questionnaire.js';

/** What a form is used for in the demo. */
export type Purpose = 'main' | 'short' | 'sample' | 'domain';

const purposes: Readonly<Record<string, Purpose>> = {
  'sipas-2640-2017': 'main',
  'hn-onestop-short': 'short',
  'sipas-1001-2023': 'sample',
};

/** Null for a form that the demo does not use. */
export function purposeOf(questionnaire: Pick<Questionnaire, 'id' | 'domain'>): Purpose | null {
  return purposes[questionnaire.id] ?? (questionnaire.domain === 'general' ? null : 'domain');
}
