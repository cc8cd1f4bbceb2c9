import type { Catalogue } from '../../server/domain/catalogue.js';
import { versionName } from '../../server/domain/questionnaire.js';
import type { Collector } from '../../server/domain/response.js';
import { formsOf } from '../../server/domain/unit-forms.js';
import { collectorId } from '../../server/services/collectors.js';
import { channelPlan } from './channel-plan.js';

function latest(from: Date, validFrom: string | null): Date {
  const start = validFrom === null ? from : new Date(`${validFrom}T00:00:00+07:00`);
  return start > from ? start : from;
}

/** The collectors of the demo: every unit × form × channel of the plan, open from `opensAt` (or the unit's first day) on. */
export function demoCollectors(catalogue: Catalogue, opensAt: Date): Collector[] {
  const collectors: Collector[] = [];
  for (const unit of catalogue.units.values())
    for (const questionnaire of formsOf(unit, catalogue.questionnaires.values())) {
      if (unit.validTo !== null) continue;
      for (const [channel] of channelPlan(questionnaire, unit)) {
        const wanted = {
          unitCode: unit.code,
          questionnaire: versionName(questionnaire),
          channel,
          randomSample: channel === 'interview',
          opensAt: latest(opensAt, unit.validFrom),
          closesAt: null,
        };
        const { id, version } = questionnaire;
        collectors.push({ ...wanted, id: collectorId(wanted), questionnaire: { id, version } });
      }
    }
  return collectors;
}
