import type { Catalogue } from '../domain/catalogue.js';
import { endOf, methodVersions, versionOn } from '../domain/method-versions.js';
import { dayOf } from '../domain/period.js';
import { Problem } from '../problem.js';
import type { ScorePartLine } from './score-parts.js';
import { methodWithParts, type MethodTold } from './method-told.js';
import { scoreFaults } from '../satisfaction/score-index.js';
import { scoreOutcome, type ScoreOutcome } from '../satisfaction/score-outcome.js';

/** A method is named by its id, of which the version of today is taken, or by `id@version`. */
export interface Scores {
  /** The method with its parts. @throws Problem method-not-found. */
  method(name: string): MethodTold & { parts: ScorePartLine[] };
  /**
   * The score of one unit from the values of its parts; a part that is null or not named is missing.
   * @throws Problem method-not-found where there is no such method or it computes from answers, values-invalid naming
   * every value that does not fit.
   */
  score(method: string, values: Readonly<Record<string, number | null>>): ScoreOutcome;
}

/** Methods whose parts come from elsewhere: other surveys, system data. */
export function scoresService({
  catalogue,
  now,
}: {
  catalogue: Pick<Catalogue, 'methods'>;
  now: () => Date;
}): Scores {
  function versionsNamed(name: string) {
    const versions = methodVersions(catalogue, name);
    if (!versions) throw new Problem('method-not-found');
    return { versions, method: versionOn(versions, dayOf(now())) };
  }

  return {
    method(name) {
      const { method } = versionsNamed(name);
      return methodWithParts(method, endOf(catalogue.methods.get(method.id)!, method));
    },
    score(name, values) {
      const { method } = versionsNamed(name);
      if (method.kind !== 'score') throw new Problem('method-not-found', `${name} computes from answers`);
      const faults = scoreFaults(method.tree, values);
      if (faults.length > 0)
        throw new Problem(
          'values-invalid',
          undefined,
          faults.map(({ part, reason }) => ({ pointer: `/values/${part}`, reason })),
        );
      return scoreOutcome(method, values);
    },
  };
}
