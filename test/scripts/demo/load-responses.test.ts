import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoCollectors } from '../../../scripts/demo/collectors.js';
import { loadResponses } from '../../../scripts/demo/load-responses.js';
import { demoYear } from '../../../scripts/demo/year.js';
import type { Catalogue } from '../../../server/domain/catalogue.js';
import type { Decision } from '../../../server/domain/decision.js';
import type { Collector, StoredResponse } from '../../../server/domain/response.js';
import { loadCatalogue } from '../../../server/load-catalogue.js';

const today = new Date('2026-11-24T05:00:00Z');
const marker = { seed: 5, edition: 1, count: 2500, today, completedAt: null };
let catalogue: Catalogue;
let collectors: Collector[];
beforeAll(async () => {
  catalogue = await loadCatalogue('surveys');
  collectors = demoCollectors(catalogue, demoYear(today).from);
});

/** Stores in memory that keep what the real ones promise: ids are taken once, a batch is stored from its beginning. */
function memory() {
  const responses: StoredResponse[] = [];
  const decisions = new Map<string, Decision>();
  let storedIn = 0;
  return {
    ids: () => responses.map(({ id }) => id),
    decisions: () => [...decisions.values()],
    stores: (breakAfter = Infinity) => ({
      responses: {
        count: async () => responses.length,
        async insertMany(batch: StoredResponse[]) {
          for (const response of batch) {
            if (storedIn === breakAfter) throw new Error('power cut');
            responses.push(response);
            storedIn += 1;
          }
        },
      },
      decisions: {
        async insert(decision: Decision) {
          if (decisions.has(decision.id)) return false;
          decisions.set(decision.id, decision);
          return true;
        },
      },
    }),
  };
}

const silent = { to: () => {}, end: () => {} };
const never = new AbortController().signal;

describe('loading the demo', () => {
  it('goes on after an interruption in the middle of a batch and ends with the same data', async () => {
    const whole = memory();
    await loadResponses({ ...whole.stores(), catalogue, collectors, marker, progress: silent, stop: never });
    expect(whole.ids()).toHaveLength(2500);
    const excluded = whole.decisions().filter(({ kind }) => kind === 'excluded');
    expect(excluded.length).toBeGreaterThan(0);
    for (const { by, proposedBy } of excluded) expect([proposedBy, by]).toEqual(['reviewer-1', 'reviewer-2']);

    const broken = memory();
    const options = { catalogue, collectors, marker, progress: silent, stop: never };
    await expect(loadResponses({ ...broken.stores(1300), ...options })).rejects.toThrow('power cut');
    expect(broken.ids()).toHaveLength(1300);
    await loadResponses({ ...broken.stores(), ...options });
    expect(broken.ids()).toEqual(whole.ids());
    expect(broken.decisions()).toEqual(whole.decisions());
  });

  it('stops between two batches when it is asked to', async () => {
    const store = memory();
    const stop = new AbortController();
    const progress = {
      to: (done: number) => done >= 1000 && stop.abort(new Error('stopped')),
      end: () => {},
    };
    const loading = loadResponses({
      ...store.stores(),
      catalogue,
      collectors,
      marker,
      progress,
      stop: stop.signal,
    });
    await expect(loading).rejects.toThrow('stopped');
    expect(store.ids()).toHaveLength(1000);
  });
});
