import type { PopulationRow } from '../../server/domain/population.js';

/** Whom a year's applicants are in a made-up city, per thousand: fewer women and young people than those who answer. */
const perThousand: Record<string, Record<string, number>> = {
  dm1: { male: 505, female: 495 },
  dm2: { u25: 90, '25_34': 235, '35_49': 330, '50_60': 205, o60: 140 },
};

/** The population that the demo's index of a unit in a period is weighted to, of as many applicants as it settled dossiers. */
export function demoPopulation(period: string, unitCode: string, people: number): PopulationRow[] {
  return Object.entries(perThousand).flatMap(([margin, shares]) =>
    Object.entries(shares).map(([category, share]) => ({
      ...{ period, unitCode, margin, category },
      people: (people * share) / 1000,
    })),
  );
}
