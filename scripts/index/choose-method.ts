import type { Catalogue } from '../../server/domain/catalogue.js';
import { methodVersions, newestMethods, newestVersion } from '../../server/domain/method-versions.js';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import {
  criterionRules,
  type CriterionRule,
  type Method,
  type ScoreMethod,
  type SurveyMethod,
} from '../../server/satisfaction/method.js';
import { InputError } from '../input-error.js';
import type { PlainAggregation } from './option-types.js';

/** The rule that a bare `top2`, `mean4` or `mean5` names; null for the id of a method. */
export function bareRule(name: string): CriterionRule | null {
  return criterionRules.find((rule) => rule === name) ?? null;
}

/** Questionnaire by `id@version`, or the newest version of `id`. @throws InputError naming those there are. */
export function chooseQuestionnaire(catalogue: Catalogue, name: string): Questionnaire {
  const all = [...catalogue.questionnaires.values()];
  const exact = catalogue.questionnaires.get(name);
  const newest = all.filter(({ id }) => id === name).sort((a, b) => b.version - a.version)[0];
  if (exact ?? newest) return (exact ?? newest)!;
  const ids = [...new Set(all.map(({ id }) => id))].join(', ');
  throw new InputError(`--questionnaire ${name}: there is none of that name; there are ${ids}`);
}

/** Method by `id@version`, or the newest version of `id`; undefined where there is none. */
export function methodNamed(catalogue: Catalogue, name: string): Method | undefined {
  const versions = methodVersions(catalogue, name);
  return versions === null ? undefined : newestVersion(versions);
}

/** The survey methods of the catalogue that name the questionnaire, each in its newest version. */
function methodsFor(catalogue: Catalogue, questionnaire: Questionnaire): SurveyMethod[] {
  return newestMethods(catalogue).filter(
    (method): method is SurveyMethod =>
      method.kind === 'survey' && method.questionnaires.includes(questionnaire.id),
  );
}

/**
 * The method by its id (the newest version) or `id@version`, or the questionnaire's first method with the criterion rule replaced by a bare rule.
 * @throws InputError when there is none, when it computes from imported values, or does not name the questionnaire.
 */
export function chooseMethod(
  catalogue: Catalogue,
  questionnaire: Questionnaire,
  name: string | null,
): SurveyMethod {
  const fitting = methodsFor(catalogue, questionnaire);
  const rule = name === null ? null : bareRule(name);
  const method = name === null || rule !== null ? fitting[0] : methodNamed(catalogue, name);
  const ids = fitting.map(({ id }) => id).join(', ') || 'none';
  if (method === undefined)
    throw new InputError(`--method ${name}: not known; ${questionnaire.id} has ${ids}`);
  if (method.kind === 'score')
    throw new InputError(`--method ${name}: computes from imported values, not answers`);
  if (!method.questionnaires.includes(questionnaire.id))
    throw new InputError(`--method ${name}: does not name ${questionnaire.id}, which has ${ids}`);
  if (rule !== null) {
    const aggregation = { rule: 'mean_of_criteria' as const, text: method.aggregation.text };
    return { ...method, id: rule, criterionRule: rule, aggregation };
  }
  return method;
}

/** The same method with another way from criteria to elements and the whole; null: as it is. */
export function withAggregation(method: SurveyMethod, rule: PlainAggregation | null): SurveyMethod {
  return rule === null ? method : { ...method, aggregation: { rule, text: method.aggregation.text } };
}

/** A method that computes from values, by its id (the newest version) or `id@version`. @throws InputError naming those there are. */
export function chooseScoreMethod(catalogue: Catalogue, id: string): ScoreMethod {
  const method = methodNamed(catalogue, id);
  if (method?.kind === 'score') return method;
  const ids = newestMethods(catalogue)
    .filter(({ kind }) => kind === 'score')
    .map((one) => one.id);
  throw new InputError(
    method === undefined
      ? `--method ${id}: not known; methods that take values are ${ids.join(', ')}`
      : `--method ${id}: computes from answers; --questionnaire is missing`,
  );
}
