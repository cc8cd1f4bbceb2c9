import type { Catalogue } from '../domain/catalogue.js';
import { populationOf, type PopulationRow } from '../domain/population.js';
import { byIndex, populationFaults } from '../domain/population-faults.js';
import { Problem } from '../problem.js';
import type { PopulationStore } from '../store/populations.js';

export interface PopulationLoads {
  /**
   * Loads published populations: that of each unit and period which the rows name is replaced as a whole.
   * @returns what was replaced, as `period unit`, in the order of the rows.
   * @throws Problem population-invalid with every fault (row from 0 and field), and then nothing is loaded.
   */
  load(rows: readonly PopulationRow[]): Promise<string[]>;
}

export function populationsService(deps: {
  catalogue: Pick<Catalogue, 'questionnaires' | 'units' | 'procedures'>;
  store: PopulationStore;
  now: () => Date;
}): PopulationLoads {
  const { catalogue, store, now } = deps;
  return {
    async load(rows) {
      const faults = populationFaults(rows, catalogue);
      if (faults.length > 0) throw new Problem('population-invalid', undefined, faults);
      const loaded: string[] = [];
      for (const group of byIndex(rows)) {
        const { period, unitCode } = group[0]!.row;
        await store.replace(period, unitCode, populationOf(group.map(({ row }) => row)), now());
        loaded.push(`${period} ${unitCode}`);
      }
      return loaded;
    },
  };
}
