import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoCollectors } from '../../../scripts/demo/collectors.js';
import { loadCatalogue } from '../../../server/load-catalogue.js';
import type { Catalogue } from '../../../server/domain/catalogue.js';
import type { Collector } from '../../../server/domain/response.js';

const opensAt = new Date('2025-09-30T17:00:00Z');
let catalogue: Catalogue;
let collectors: Collector[];
beforeAll(async () => {
  catalogue = await loadCatalogue('surveys');
  collectors = demoCollectors(catalogue, opensAt);
});

const unitsWith = (form: string, channel?: string): Set<string> =>
  new Set(
    collectors
      .filter((one) => one.questionnaire.id === form && (channel === undefined || one.channel === channel))
      .map(({ unitCode }) => unitCode),
  );

describe("the demo's collectors", () => {
  it('ask with the 22 criteria and, by QR, with the short form at every unit', () => {
    expect(unitsWith('sipas-2640-2017')).toEqual(new Set(catalogue.units.keys()));
    expect(unitsWith('hn-onestop-short', 'qr')).toEqual(new Set(catalogue.units.keys()));
  });

  it('ask with a domain form exactly where the form is used', () => {
    for (const { id, domain, units } of catalogue.questionnaires.values()) {
      if (domain === 'general') continue;
      const users = [...catalogue.units.values()].filter(
        (unit) => units.includes(unit.code) || units.includes(unit.type),
      );
      expect(unitsWith(id)).toEqual(new Set(users.map(({ code }) => code)));
    }
  });

  it('have ids of their own and are open from the first day, none before its unit existed', () => {
    expect(new Set(collectors.map(({ id }) => id)).size).toBe(collectors.length);
    for (const collector of collectors) expect(collector).toMatchObject({ opensAt, closesAt: null });
    // The communes and wards of today exist since 1 July 2025.
    const early = demoCollectors(catalogue, new Date('2025-03-31T17:00:00Z'));
    expect(early.find(({ unitCode }) => unitCode === '00004')!.opensAt).toEqual(
      new Date('2025-06-30T17:00:00Z'),
    );
    expect(early.find(({ unitCode }) => unitCode === '01')!.opensAt).toEqual(
      new Date('2025-03-31T17:00:00Z'),
    );
  });

  it('count only the interviews of the city as a random sample', () => {
    expect(collectors.filter(({ randomSample }) => randomSample).map(({ id }) => id)).toEqual([
      '01-sipas-1001-2023-interview',
    ]);
  });
});
