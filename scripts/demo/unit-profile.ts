import type { Unit } from '../../server/domain/unit.js';
import { aspects, type Aspect } from './aspects.js';
import { randomFrom, type Random } from './random.js';

/** What is special about a unit, all drawn from the seed and its code. Qualities are on the latent scale. */
export interface UnitProfile {
  /** Share of the city's responses, relative to other units. */
  size: number;
  quality: number;
  aspectQuality: Record<Aspect, number>;
  /** Change of quality over the twelve months. */
  slope: number;
  /** A sudden change from one month on: a new office, a lost clerk; null for most units. */
  step: { month: number; size: number } | null;
  /** Some officials please more than others. */
  desks: { name: string; load: number; officials: number; other: number }[];
  /** Added to the log-odds of a late result. */
  lateness: number;
}

const sizeOfType: Record<Unit['type'], number> = {
  thanh_pho: 4,
  so: 10,
  don_vi_su_nghiep: 9,
  quan_huyen: 2,
  phuong: 1.15,
  xa: 0.9,
};

function drawDesks(random: Random, unit: Unit): UnitProfile['desks'] {
  const count = unit.type === 'xa' ? 3 + random.integer(2) : 4 + random.integer(3);
  return Array.from({ length: count }, (_, index) => ({
    name: String(index + 1),
    load: Math.exp(random.normal(0, 0.35)),
    officials: random.normal(0, 0.28),
    other: random.normal(0, 0.08),
  }));
}

export function unitProfile(seed: number, unit: Unit): UnitProfile {
  const random = randomFrom(seed, 'unit', unit.code);
  const quality = random.normal(0, 0.18);
  // A few offices have hardly begun to ask: too few answers to publish an index, as every real survey has them.
  const begun = randomFrom(seed, 'begun', unit.code).chance(0.03) && unit.type === 'xa' ? 0.08 : 1;
  return {
    size: begun * sizeOfType[unit.type] * Math.exp(random.normal(0, 0.4)),
    quality,
    aspectQuality: Object.fromEntries(
      aspects.map((aspect) => [aspect, random.normal(0, aspect === 'access' ? 0.15 : 0.09)]),
    ) as Record<Aspect, number>,
    slope: random.normal(0.13, 0.1),
    step: random.chance(0.12)
      ? {
          month: 3 + random.integer(8),
          size: random.weighted([
            [0.35, 2],
            [-0.35, 1],
          ]),
        }
      : null,
    desks: drawDesks(random, unit),
    lateness: random.normal(0, 0.35) - 1.2 * quality,
  };
}

/** Quality of a unit in month 0…11 of the demo, with that month's own ups and downs. */
export function qualityIn(seed: number, unitCode: string, profile: UnitProfile, month: number): number {
  const ups = randomFrom(seed, 'month', unitCode, month).normal(0, 0.05);
  const step = profile.step && month >= profile.step.month ? profile.step.size : 0;
  // Centred on the middle of the year, so that the slope does not move the year's average.
  return profile.quality + profile.slope * ((month - 5.5) / 11) + step + ups;
}
