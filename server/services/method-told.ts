import type { Method } from '../satisfaction/method.js';
import { scorePartLines, type ScorePartLine } from './score-parts.js';

/** A method as it is told to those who ask how a number was made. */
export interface MethodTold extends Pick<
  Method,
  | 'id'
  | 'version'
  | 'kind'
  | 'title'
  | 'legalBasis'
  | 'formula'
  | 'source'
  | 'validFrom'
  | 'validTo'
  | 'label'
  | 'questionnaires'
> {
  legacy: boolean;
}

/** @param validTo the day on which the version ceases to hold, which may be that of its successor: `endOf`. */
export function methodTold(method: Method, validTo: string | null): MethodTold {
  return {
    id: method.id,
    version: method.version,
    kind: method.kind,
    title: method.title,
    legalBasis: method.legalBasis,
    formula: method.formula,
    source: method.source,
    validFrom: method.validFrom,
    validTo,
    legacy: method.legacy === true,
    ...(method.label && { label: method.label }),
    questionnaires: method.questionnaires,
  };
}

/** The same with the parts of its tree; a method that computes from answers has none. */
export function methodWithParts(
  method: Method,
  validTo: string | null,
): MethodTold & { parts: ScorePartLine[] } {
  return {
    ...methodTold(method, validTo),
    parts: method.kind === 'score' ? scorePartLines(method.tree) : [],
  };
}
