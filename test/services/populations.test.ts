import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PopulationRow } from '../../server/domain/population.js';
import { populationsService, type PopulationLoads } from '../../server/services/populations.js';
import { populationStore, type PopulationStore } from '../../server/store/populations.js';
import { openTestDatabase, type TestDatabase } from '../database.js';
import { catalogue } from './snapshots/frozen-quarter.js';

let database: TestDatabase;
let store: PopulationStore;
let populations: PopulationLoads;
beforeAll(async () => {
  database = await openTestDatabase();
  store = populationStore(database.connection);
  populations = populationsService({ catalogue, store, now: () => new Date('2026-10-02T03:00:00Z') });
});
afterAll(() => database.close());

const row = (margin: string, category: string, people: number, period = '2026-Q3'): PopulationRow => ({
  ...{ period, unitCode: '01', margin, category, people },
});

describe('loading a population', () => {
  it('puts it in place of what was loaded for the unit and period, and leaves the others alone', async () => {
    await populations.load([row('unit', '00004', 10), row('unit', '00004', 20, '2026-Q2')]);
    const loaded = await populations.load([
      row('channel', 'kiosk', 30.5),
      row('unit', '00008', 30.5),
      row('channel', 'qr', 0),
    ]);
    expect(loaded).toEqual(['2026-Q3 01']);
    expect(await store.find('2026-Q3', '01')).toEqual({
      margins: [
        {
          name: 'channel',
          categories: [
            { id: 'kiosk', people: 30.5 },
            { id: 'qr', people: 0 },
          ],
        },
        { name: 'unit', categories: [{ id: '00008', people: 30.5 }] },
      ],
    });
    expect((await store.find('2026-Q2', '01'))!.margins[0]!.categories).toEqual([
      { id: '00004', people: 20 },
    ]);
    expect(await store.find('2026-Q1', '01')).toBeNull();
  });

  it('loads nothing where one row is wrong', async () => {
    const before = await store.find('2026-Q3', '01');
    await expect(
      populations.load([row('unit', '00004', 7), row('unit', 'nowhere', 7)]),
    ).rejects.toMatchObject({
      code: 'population-invalid',
      faults: [{ pointer: '/1/category' }],
    });
    expect(await store.find('2026-Q3', '01')).toEqual(before);
  });
});
