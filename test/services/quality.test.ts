import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import type { StoredResponse } from '../../server/domain/response.js';
import { responseState } from '../../server/domain/response-state.js';
import { CASES_A_PAGE, qualityService, type Quality } from '../../server/services/quality.js';
import { openConnection } from '../../server/store/connection.js';
import { decisionStore, type DecisionStore } from '../../server/store/decisions.js';
import { flaggedResponses } from '../../server/store/flagged-responses.js';
import { proposalStore } from '../../server/store/proposals.js';
import { responseStore } from '../../server/store/responses.js';
import { openTestDatabase, type TestDatabase } from '../database.js';
import { response } from '../domain/answers-fixture.js';

let engine: TestDatabase;
let connection: mongoose.Connection;
let quality: Quality;
let decisions: DecisionStore;
const clock = { now: new Date('2026-10-02T03:00:00Z') };

const at = (day: number) => new Date(Date.UTC(2026, 6, day, 3));
const flagged = (id: string, flags: string[], change: Partial<StoredResponse> = {}): StoredResponse =>
  response({ id, flags, answers: { a1: 1, comment: 'secret words' }, ...change });

beforeAll(async () => {
  engine = await openTestDatabase();
});
afterAll(() => engine.close());
beforeEach(async () => {
  clock.now = new Date('2026-10-02T03:00:00Z');
  connection = await openConnection(engine.uri, `test-${randomUUID()}`);
  decisions = decisionStore(connection);
  quality = qualityService({
    flagged: flaggedResponses(connection),
    decisions,
    proposals: proposalStore(connection),
    now: () => clock.now,
  });
  await responseStore(connection).insertMany([
    flagged('fast', ['too-fast', 'all-equal'], { receivedAt: at(3) }),
    flagged('reused', ['token-reused'], { receivedAt: at(4) }),
    flagged('equal', ['all-equal'], { receivedAt: at(5) }),
    flagged('plain', [], { receivedAt: at(6) }),
    flagged('earlier', ['too-fast'], { receivedAt: new Date('2026-06-30T03:00:00Z') }),
  ]);
});
afterEach(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const idsOf = (cases: { response: { id: string } }[]) => cases.map((each) => each.response.id);
const desk = async (page = 1) => {
  const { open, proposed, excluded } = await quality.desk('2026-Q3', page);
  return { open: idsOf(open), proposed: idsOf(proposed), excluded: idsOf(excluded) };
};
const refusal = (code: string) => ({ code });

describe('the quality desk', () => {
  it('lists what people must look at, newest first, with rules and paradata but no answer', async () => {
    const { open, openTotal } = await quality.desk('2026-Q3', 1);
    expect(idsOf(open)).toEqual(['reused', 'fast']);
    expect(openTotal).toBe(2);
    expect(open.map(({ isLeftOut }) => isLeftOut)).toEqual([true, false]);
    expect(open[1]?.rules.map(({ id }) => id)).toEqual(['too-fast']);
    expect(open[1]?.response.paradata.seconds).toBe(90);
    expect(JSON.stringify(open)).not.toContain('secret words');
  });

  it('shows a page at a time and counts them all', async () => {
    const many = Array.from({ length: CASES_A_PAGE + 3 }, (_, n) => flagged(`m${n}`, ['out-of-hours']));
    await responseStore(connection).insertMany(many);
    const second = await quality.desk('2026-Q3', 2);
    expect([second.open.length, second.openTotal]).toEqual([5, CASES_A_PAGE + 5]);
  });
});

describe('a proposal', () => {
  it('becomes a decision that names both persons', async () => {
    await quality.propose('fast', 'excluded', 'four in a minute', 'an');
    expect(await desk()).toEqual({ open: ['reused'], proposed: ['fast'], excluded: [] });
    expect(await decisions.about('fast')).toEqual([]);
    await quality.confirm('fast', 'binh');
    expect(await decisions.about('fast')).toEqual([
      {
        id: `fast:excluded:${clock.now.getTime()}`,
        responseId: 'fast',
        kind: 'excluded',
        reason: 'four in a minute',
        by: 'binh',
        proposedBy: 'an',
        receivedAt: clock.now,
        response: { unitCode: '00004', questionnaire: { id: 'tiny', version: 1 }, receivedAt: at(3) },
      },
    ]);
    expect(await desk()).toEqual({ open: ['reused'], proposed: [], excluded: ['fast'] });
  });

  it('is not confirmed by the one who made it', async () => {
    await quality.propose('fast', 'excluded', 'why', 'an');
    await expect(quality.confirm('fast', 'an')).rejects.toMatchObject(refusal('second-person-needed'));
    expect(await decisions.about('fast')).toEqual([]);
  });

  it('is confirmed once, however often it is sent', async () => {
    await quality.propose('fast', 'excluded', 'why', 'an');
    const results = await Promise.allSettled([
      quality.confirm('fast', 'binh'),
      quality.confirm('fast', 'chi'),
    ]);
    await Promise.allSettled([quality.confirm('fast', 'binh'), quality.confirm('fast', 'chi')]);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await decisions.about('fast')).toHaveLength(1);
  });

  it('is finished by its confirmer after a crash between the two writes', async () => {
    await quality.propose('fast', 'excluded', 'why', 'an');
    await proposalStore(connection).claim('fast', 'binh');
    await expect(quality.confirm('fast', 'chi')).rejects.toMatchObject(refusal('already-decided'));
    await expect(quality.decline('fast')).rejects.toMatchObject(refusal('not-found'));
    await quality.confirm('fast', 'binh');
    await quality.confirm('fast', 'binh');
    expect(await decisions.about('fast')).toMatchObject([{ by: 'binh' }]);
  });

  it('may be declined, and the case is open again', async () => {
    await quality.propose('fast', 'excluded', 'why', 'an');
    await quality.decline('fast');
    expect((await desk()).open).toEqual(['reused', 'fast']);
    await expect(quality.confirm('fast', 'binh')).rejects.toMatchObject(refusal('not-found'));
  });

  it('is one at a time, about flagged responses only, and not about what is decided', async () => {
    await quality.propose('fast', 'excluded', 'why', 'an');
    await expect(quality.propose('fast', 'readmitted', 'why', 'binh')).rejects.toMatchObject(
      refusal('already-decided'),
    );
    await expect(quality.propose('plain', 'excluded', 'why', 'an')).rejects.toMatchObject(
      refusal('not-found'),
    );
    await expect(quality.propose('nobody', 'excluded', 'why', 'an')).rejects.toMatchObject(
      refusal('not-found'),
    );
    await quality.confirm('fast', 'binh');
    await expect(quality.propose('fast', 'excluded', 'again', 'an')).rejects.toMatchObject(
      refusal('already-decided'),
    );
  });

  it('puts an excluded response back, by two persons again', async () => {
    await quality.propose('fast', 'excluded', 'why', 'an');
    await quality.confirm('fast', 'binh');
    clock.now = new Date('2026-10-03T03:00:00Z');
    await quality.propose('fast', 'readmitted', 'it was a short form', 'binh');
    await quality.confirm('fast', 'an');
    const about = await decisions.about('fast');
    expect(responseState({ decisions: about, rejectedBy: [], isComplete: true }).state).toBe('counted');
  });

  it('readmits what a rule left out', async () => {
    const before = responseState({ decisions: [], rejectedBy: ['token-reused'], isComplete: true });
    await quality.propose('reused', 'readmitted', 'a family, one phone', 'an');
    await quality.confirm('reused', 'binh');
    const decided = await decisions.about('reused');
    const after = responseState({ decisions: decided, rejectedBy: ['token-reused'], isComplete: true });
    expect([before.state, after.state]).toEqual(['excluded', 'counted']);
  });
});
