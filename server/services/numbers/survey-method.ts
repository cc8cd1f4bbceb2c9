import type { Catalogue } from '../../domain/catalogue.js';
import { methodVersions, versionOn, type MethodVersions } from '../../domain/method-versions.js';
import { dayOf, type Period } from '../../domain/period.js';
import type { Questionnaire } from '../../domain/questionnaire.js';
import { Problem } from '../../problem.js';
import type { Method, SurveyMethod } from '../../satisfaction/method.js';

export const DEFAULT_METHOD = 'sipas-2640-top2';

/**
 * The versions of a method whose numbers come from answers, by `id`, or the one named by `id@version`.
 * @throws Problem method-not-found.
 */
export function surveyVersions(catalogue: Pick<Catalogue, 'methods'>, name: string): MethodVersions {
  const versions = methodVersions(catalogue, name);
  if (!versions) throw new Problem('method-not-found');
  if (versions[0].kind !== 'survey')
    throw new Problem('method-not-found', `${name} computes from values that were imported`);
  return versions;
}

/** The version that a period is computed by: the one of its first day, so that no number changes its rule within it. */
export function versionIn(versions: MethodVersions, { from }: Period): SurveyMethod {
  const method = versionOn(versions, dayOf(from));
  if (method.kind !== 'survey') throw new RangeError(`${method.id} computes from imported scores`);
  return method;
}

/** All versions of the questionnaires that a method names. */
export function formsOfMethod(
  catalogue: Pick<Catalogue, 'questionnaires'>,
  method: SurveyMethod,
): Questionnaire[] {
  return [...catalogue.questionnaires.values()].filter(({ id }) => method.questionnaires.includes(id));
}

/**
 * Methods that give every other form its own row beside the index of `main`: one for each questionnaire that `main` does
 * not name. Of several methods for one questionnaire the one with the criterion rule of `main` is taken, so that what
 * stands side by side is of one kind; then the first in the order of the catalogue. Legacy methods are
 * left out. Each in the version of the period's first day.
 */
export function methodsBeside(
  catalogue: Pick<Catalogue, 'methods'>,
  main: SurveyMethod,
  { from }: Period,
): SurveyMethod[] {
  const covered = new Set(main.questionnaires);
  const beside: SurveyMethod[] = [];
  const surveys = [...catalogue.methods.values()]
    .map((versions) => versionOn(versions, dayOf(from)))
    .filter(isCurrentSurvey);
  const isOtherKind = (method: SurveyMethod): number => Number(method.criterionRule !== main.criterionRule);
  for (const method of surveys.sort((a, b) => isOtherKind(a) - isOtherKind(b))) {
    if (!method.questionnaires.some((id) => !covered.has(id))) continue;
    beside.push(method);
    for (const id of method.questionnaires) covered.add(id);
  }
  return beside;
}

function isCurrentSurvey(method: Method): method is SurveyMethod {
  return method.kind === 'survey' && !method.legacy;
}
