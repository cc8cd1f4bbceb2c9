import type { Catalogue } from '../domain/catalogue.js';
import { closedReason } from '../domain/collector-state.js';
import { versionName, type Questionnaire } from '../domain/questionnaire.js';
import type { Channel, Collector } from '../domain/response.js';
import type { Unit } from '../domain/unit.js';
import { Problem } from '../problem.js';
import type { CollectorStore } from '../store/collectors.js';

/** A collector with what its pages need. */
export interface OpenCollector {
  collector: Collector;
  questionnaire: Questionnaire;
  unit: Unit;
}

export interface NewCollector {
  unitCode: string;
  /** Version name `id@version`. */
  questionnaire: string;
  channel: Channel;
  randomSample: boolean;
  opensAt: Date;
  closesAt: Date | null;
}

export interface Collectors {
  /** All collectors of a unit, or of every unit, by unit code and id. */
  list(unitCode?: string): Promise<Collector[]>;
  /**
   * The collector with its questionnaire and unit, open at this moment.
   * @throws Problem collector-not-found, collector-closed.
   */
  open(id: string): Promise<OpenCollector>;
  /** The same whether it is open or not, for posters and lists. @throws Problem collector-not-found. */
  find(id: string): Promise<OpenCollector>;
  /** Creates one; its id is `unit-questionnaire-channel`. @throws Problem collector-exists, unit-not-found, … */
  create(wanted: NewCollector): Promise<Collector>;
}

/** `unit-questionnaire-channel`, the readable name of a collector in links and on posters. */
export function collectorId(wanted: NewCollector): string {
  const [id, version] = wanted.questionnaire.split('@');
  const form = version === '1' ? id : `${id}-v${version}`;
  return `${wanted.unitCode}-${form}-${wanted.channel}`.toLowerCase();
}

export function collectorsService(deps: {
  catalogue: Catalogue;
  store: CollectorStore;
  now: () => Date;
}): Collectors {
  const { catalogue, store, now } = deps;

  async function find(id: string): Promise<OpenCollector> {
    const collector = await store.find(id);
    const questionnaire = collector && catalogue.questionnaires.get(versionName(collector.questionnaire));
    const unit = collector && catalogue.units.get(collector.unitCode);
    if (!collector || !questionnaire || !unit) throw new Problem('collector-not-found');
    return { collector, questionnaire, unit };
  }

  return {
    list: (unitCode) => store.list(unitCode),
    find,
    async open(id) {
      const found = await find(id);
      const reason = closedReason(found.collector, now(), now());
      if (reason !== null) throw new Problem('collector-closed', reason);
      return found;
    },
    async create(wanted) {
      const questionnaire = catalogue.questionnaires.get(wanted.questionnaire);
      if (!questionnaire) throw new Problem('questionnaire-not-found');
      if (!catalogue.units.has(wanted.unitCode)) throw new Problem('unit-not-found');
      const { unitCode, channel, randomSample, opensAt, closesAt } = wanted;
      const collector: Collector = {
        id: collectorId(wanted),
        questionnaire: { id: questionnaire.id, version: questionnaire.version },
        unitCode,
        channel,
        randomSample,
        opensAt,
        closesAt,
      };
      if (!(await store.insert(collector))) throw new Problem('collector-exists');
      return collector;
    },
  };
}
