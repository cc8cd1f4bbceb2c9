import type { Catalogue } from '../domain/catalogue.js';
import { Problem } from '../problem.js';
import type { ScorePartLine } from './score-parts.js';
import { methodWithParts, type MethodTold } from './method-told.js';
import { scoreFaults } from '../satisfaction/score-index.js';
import { scoreOutcome, type ScoreOutcome } from '../satisfaction/score-outcome.js';

export interface Scores {
  /** The method with its parts. @throws Problem method-not-found. */
  method(id: string): MethodTold & { parts: ScorePartLine[] };
  /**
   * The score of one unit from the values of its parts; a part that is null or not named is missing.
   * @throws Problem method-not-found where there is no such method or it computes from answers, values-invalid naming
   * every value that does not fit.
   */
  score(method: string, values: Readonly<Record<string, number | null>>): ScoreOutcome;
}

/** Methods whose parts come from elsewhere: other surveys, system data. */
export function scoresService({ catalogue }: { catalogue: Pick<Catalogue, 'methods'> }): Scores {
  return {
    method(id) {
      const method = catalogue.methods.get(id);
      if (!method) throw new Problem('method-not-found');
      return methodWithParts(method);
    },
    score(id, values) {
      const method = catalogue.methods.get(id);
      if (!method) throw new Problem('method-not-found');
      if (method.kind !== 'score') throw new Problem('method-not-found', `${id} computes from answers`);
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
