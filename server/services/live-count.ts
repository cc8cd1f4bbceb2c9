import type { Catalogue } from '../domain/catalogue.js';
import { dayOf } from '../domain/period.js';
import { descendants } from '../domain/unit-tree.js';
import { Problem } from '../problem.js';
import type { ResponseStore } from '../store/responses.js';

/** Responses of the running day as they arrive, before any quality decision. */
export interface LiveCount {
  /** Since midnight in Vietnam, of the unit and those below it. @throws Problem unit-not-found. */
  today(unitCode: string): Promise<{ n: number; at: Date }>;
}

export function liveCountService(deps: {
  catalogue: Pick<Catalogue, 'units'>;
  responses: Pick<ResponseStore, 'count'>;
  now: () => Date;
}): LiveCount {
  const { catalogue, responses, now } = deps;
  return {
    async today(unitCode) {
      const at = now();
      const units = descendants(catalogue.units, unitCode, at);
      if (units.length === 0) throw new Problem('unit-not-found');
      const receivedFrom = new Date(`${dayOf(at)}T00:00:00+07:00`);
      // Naming every unit would make the database look 131 times where all of them are meant.
      const everything = units.length === catalogue.units.size;
      const n = await responses.count({
        receivedFrom,
        ...(everything ? {} : { unitCodes: units.map(({ code }) => code) }),
      });
      return { n, at };
    },
  };
}
