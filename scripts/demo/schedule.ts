import type { Catalogue } from '../../server/domain/catalogue.js';
import { versionName } from '../../server/domain/questionnaire.js';
import type { Collector } from '../../server/domain/response.js';
import { allocate } from './allocate.js';
import { channelPlan } from './channel-plan.js';
import { officeDays, type OfficeDay } from './office-calendar.js';
import { dayLoad, momentOf } from './moment.js';
import { randomFrom } from './random.js';
import type { UnitProfile } from './unit-profile.js';

/** One response to come: where and when it arrives. */
export interface Arrival {
  collector: Collector;
  at: Date;
}

function weightOf(catalogue: Catalogue, collector: Collector, size: number): number {
  const questionnaire = catalogue.questionnaires.get(versionName(collector.questionnaire))!;
  const plan = channelPlan(questionnaire, catalogue.units.get(collector.unitCode)!);
  const planned = plan.find(([channel]) => channel === collector.channel)?.[1] ?? 0;
  // A sample has the size that was planned, whatever the unit draws by itself.
  return collector.randomSample ? planned : planned * size;
}

/** More people answer as the year goes on and the posters are known. */
const growth = (part: number): number => 1 + 0.25 * part;

function daysOf(
  collector: Collector,
  year: readonly OfficeDay[],
  from: Date,
  to: Date,
): (readonly [OfficeDay, number])[] {
  const passed = (start: number): number => (start - from.getTime()) / (to.getTime() - from.getTime());
  return year
    .filter(({ start }) => start >= collector.opensAt.getTime())
    .map((day) => [day, dayLoad(collector.channel, day) * growth(passed(day.start))]);
}

/** `count` arrivals over all collectors in [from, to), earliest first. */
export function schedule(options: {
  catalogue: Catalogue;
  collectors: readonly Collector[];
  profiles: ReadonlyMap<string, UnitProfile>;
  from: Date;
  to: Date;
  count: number;
  seed: number;
}): Arrival[] {
  const { catalogue, collectors, profiles, from, to, count, seed } = options;
  const open = collectors.filter(({ opensAt }) => opensAt < to);
  const weights = open.map((collector) =>
    weightOf(catalogue, collector, profiles.get(collector.unitCode)!.size),
  );
  const year = officeDays(from, to);
  const counts = allocate(count, weights);
  const arrivals = open.flatMap((collector, index) => {
    const random = randomFrom(seed, 'schedule', collector.id);
    const days = daysOf(collector, year, from, to);
    return Array.from({ length: counts[index]! }, () => {
      const day = random.weighted(days);
      return { collector, at: momentOf(random, collector.channel, day) };
    });
  });
  return arrivals.sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.collector.id < b.collector.id ? -1 : 1),
  );
}
