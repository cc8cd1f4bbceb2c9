import { versionName, type Questionnaire } from './questionnaire.js';

/** Name of the text a respondent agreed to: the introduction of this version, which never changes. */
export const consentText = (questionnaire: Pick<Questionnaire, 'id' | 'version'>): string =>
  `${versionName(questionnaire)}#intro`;
