import type { MethodVersions } from './method-versions.js';
import type { Domain, Questionnaire, Text } from './questionnaire.js';
import type { Unit } from './unit.js';

/** An administrative procedure (thủ tục hành chính) as the national catalogue names it. */
export interface Procedure {
  code: string;
  name: Text;
  domain: Domain;
  /** Where the code was seen, or that it is unverified. */
  source: string;
}

/** Everything under `surveys/`, checked and immutable, as the program uses it. */
export interface Catalogue {
  /** By version name `id@version`. */
  questionnaires: ReadonlyMap<string, Questionnaire>;
  /** By unit code, in the order of the file. */
  units: ReadonlyMap<string, Unit>;
  procedures: ReadonlyMap<string, Procedure>;
  /** All versions by method id. */
  methods: ReadonlyMap<string, MethodVersions>;
}
