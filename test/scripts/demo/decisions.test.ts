import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoCollectors } from '../../../scripts/demo/collectors.js';
import { demoDecision } from '../../../scripts/demo/decisions.js';
import { demoResponses } from '../../../scripts/demo/responses.js';
import { storedResponse } from '../../../scripts/demo/stored-response.js';
import { demoYear } from '../../../scripts/demo/year.js';
import type { Catalogue } from '../../../server/domain/catalogue.js';
import type { StoredResponse } from '../../../server/domain/response.js';
import { scrubText } from '../../../server/domain/scrub-text.js';
import { loadCatalogue } from '../../../server/load-catalogue.js';

const today = new Date('2026-11-24T05:00:00Z');
const { from, to } = demoYear(today);
let stored: StoredResponse[];

beforeAll(async () => {
  const catalogue: Catalogue = await loadCatalogue('surveys');
  const collectors = demoCollectors(catalogue, from);
  const responses = demoResponses({ catalogue, collectors, today, count: 6000, seed: 7 });
  stored = [...responses].map((response) => storedResponse(catalogue, response));
});
const reviewers = { proposedBy: 'reviewer-1', by: 'reviewer-2' };
const decisionsOf = (seed: number) =>
  stored.flatMap((response) => demoDecision(seed, response, reviewers, to) ?? []);

describe('what the server adds to the demo', () => {
  it('is a receipt of its own and a digest for each response', () => {
    expect(new Set(stored.map(({ receipt }) => receipt)).size).toBe(stored.length);
    for (const { receipt, digest } of stored) {
      expect(receipt).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('is a quality flag on the careless ones alone', () => {
    const share = (flag: string) => stored.filter(({ flags }) => flags.includes(flag)).length / stored.length;
    expect(share('too-fast')).toBeGreaterThan(0.003);
    expect(share('too-fast')).toBeLessThan(0.03);
    expect(share('all-equal')).toBeLessThan(0.06);
    expect(share('clock-wrong')).toBe(0);
  });

  it('loses the telephone numbers of remarks when they are scrubbed for a report', () => {
    const remarks = stored.flatMap(({ answers }) =>
      typeof answers['comment'] === 'string' && answers['comment'].includes('0900')
        ? [answers['comment']]
        : [],
    );
    expect(remarks.length).toBeGreaterThan(0);
    for (const remark of remarks) expect(scrubText(remark)).not.toContain('0900');
  });
});

describe("the demo's decisions", () => {
  it('leave out most of what was answered too fast, and nothing else', () => {
    const excluded = new Set(decisionsOf(1).filter(({ kind }) => kind === 'excluded').map(({ responseId }) => responseId)); // prettier-ignore
    const fast = stored.filter(({ flags }) => flags.includes('too-fast'));
    expect(excluded.size).toBeGreaterThan(fast.length / 2);
    for (const { id, flags } of stored) if (excluded.has(id)) expect(flags).toContain('too-fast');
  });

  it('name two persons for an exclusion and nobody for a withdrawal', () => {
    // Enough respondents that some think better of it: 6000 × 0.0004 is between two and three.
    const kinds = new Map(decisionsOf(1).map(({ kind, by, proposedBy }) => [kind, [proposedBy, by]]));
    expect(Object.fromEntries(kinds)).toEqual({
      excluded: ['reviewer-1', 'reviewer-2'],
      withdrawn: [undefined, null],
    });
  });

  it('are the same again, so that a repeated run decides nothing twice', () => {
    expect(decisionsOf(1)).toEqual(decisionsOf(1));
    expect(new Set(decisionsOf(1).map(({ id }) => id)).size).toBe(decisionsOf(1).length);
  });

  it('come after the response and before the end of the year', () => {
    for (const { receivedAt, response } of decisionsOf(1)) {
      expect(receivedAt.getTime()).toBeGreaterThan(response.receivedAt.getTime());
      expect(receivedAt.getTime()).toBeLessThan(to.getTime());
    }
  });
});
