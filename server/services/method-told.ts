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

export function methodTold(method: Method): MethodTold {
  return {
    id: method.id,
    version: method.version,
    kind: method.kind,
    title: method.title,
    legalBasis: method.legalBasis,
    formula: method.formula,
    source: method.source,
    validFrom: method.validFrom,
    validTo: method.validTo,
    legacy: method.legacy === true,
    ...(method.label && { label: method.label }),
    questionnaires: method.questionnaires,
  };
}

/** The same with the parts of its tree; a method that computes from answers has none. */
export function methodWithParts(method: Method): MethodTold & { parts: ScorePartLine[] } {
  return { ...methodTold(method), parts: method.kind === 'score' ? scorePartLines(method.tree) : [] };
}
