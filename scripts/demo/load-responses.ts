import type { Catalogue } from '../../server/domain/catalogue.js';
import type { Collector, StoredResponse } from '../../server/domain/response.js';
import type { DecisionStore } from '../../server/store/decisions.js';
import type { ResponseStore } from '../../server/store/responses.js';
import { demoDecision } from './decisions.js';
import type { DemoMarker } from './marker.js';
import type { Progress } from './progress.js';
import { demoResponses } from './responses.js';
import { storedResponse } from './stored-response.js';
import { demoYear } from './year.js';

/** Large enough to keep the database busy, small enough to stop soon. */
const BATCH = 1000;

/** Who reviewed in the demo: ids of two accounts that nobody can sign in with, because one alone may not exclude. */
const REVIEWERS = { proposedBy: 'reviewer-1', by: 'reviewer-2' };

/**
 * Makes and stores the responses and the decisions about them. A batch is stored in order and whole before the next
 * one, so what stands in the database is always a beginning of the same row, and an interrupted run goes on after it.
 * Stops after the current batch once `stop` is aborted.
 */
export async function loadResponses(options: {
  catalogue: Catalogue;
  collectors: readonly Collector[];
  responses: Pick<ResponseStore, 'count' | 'insertMany'>;
  decisions: Pick<DecisionStore, 'insert'>;
  marker: DemoMarker;
  progress: Progress;
  stop: AbortSignal;
}): Promise<void> {
  const { catalogue, collectors, responses, decisions, marker, progress, stop } = options;
  const { to } = demoYear(marker.today);
  let stored = await responses.count({});
  progress.to(stored);

  async function store(batch: StoredResponse[]): Promise<void> {
    // Decisions first: repeated after an interruption they change nothing, left out they would be missing for good.
    for (const response of batch) {
      const decision = demoDecision(marker.seed, response, REVIEWERS, to);
      if (decision) await decisions.insert(decision);
    }
    await responses.insertMany(batch);
    stored += batch.length;
    progress.to(stored);
  }

  let [batch, storing]: [StoredResponse[], Promise<void>] = [[], Promise.resolve()];
  for (const response of demoResponses({ catalogue, collectors, ...marker, skip: stored })) {
    batch.push(storedResponse(catalogue, response));
    if (batch.length < BATCH) continue;
    // The next batch is made while this one is stored.
    await storing;
    stop.throwIfAborted();
    storing = store(batch);
    // A failure is met at the next await; until then it must not count as one that nobody handles.
    storing.catch(() => {});
    batch = [];
    // Without this breath the making of the next batch would keep the writing from beginning.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await storing;
  await store(batch);
}
