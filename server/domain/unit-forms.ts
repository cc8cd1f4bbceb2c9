import type { Questionnaire } from './questionnaire.js';
import type { Unit } from './unit.js';

/** Whether the unit uses the form: the form is for all, or names the unit's code or its type. */
export function usesForm(unit: Unit, questionnaire: Questionnaire): boolean {
  const { units } = questionnaire;
  return units === 'any' || units.includes(unit.code) || units.includes(unit.type);
}

/** The newest version of each form that the unit uses, in the order given; older versions only have old responses. */
export function formsOf(unit: Unit, questionnaires: Iterable<Questionnaire>): Questionnaire[] {
  const newest = new Map<string, Questionnaire>();
  for (const questionnaire of questionnaires) {
    const known = newest.get(questionnaire.id);
    if (!known || known.version < questionnaire.version) newest.set(questionnaire.id, questionnaire);
  }
  return [...newest.values()].filter((questionnaire) => usesForm(unit, questionnaire));
}
