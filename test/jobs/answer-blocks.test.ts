import { describe, expect, it } from '@jest/globals';
import { answerBlocksJob } from '../../server/jobs/answer-blocks.js';
import type { LeaseStore } from '../../server/store/leases.js';

/** One lease in memory, as the store keeps it. */
function leases(): LeaseStore & { holder: () => string | null } {
  let held: { holder: string; until: Date } | null = null;
  return {
    holder: () => held?.holder ?? null,
    async take(_, holder, now, until) {
      if (held && held.holder !== holder && held.until > now) return false;
      held = { holder, until };
      return true;
    },
    async release(_, holder) {
      if (held?.holder === holder) held = null;
    },
  };
}

function setting() {
  const clock = { now: new Date('2026-07-10T03:00:00Z') };
  const lines: string[] = [];
  const looks: string[] = [];
  const store = leases();
  const log = {
    info: (_: object, line: string) => void lines.push(line),
    error: (_: object, line: string) => void lines.push(line),
  };
  const job = (holder: string, refresh = async () => 0) =>
    answerBlocksJob({
      blocks: {
        async refresh() {
          looks.push(holder);
          return refresh();
        },
        recountNightly: async () => null,
      },
      leases: store,
      holder,
      now: () => clock.now,
      log,
    });
  return { clock, lines, looks, store, job };
}

describe('answerBlocksJob', () => {
  it('looks in one process at a time', async () => {
    const { job, looks } = setting();
    const [first, second] = [job('a'), job('b')];
    expect([await first.look(), await second.look(), await first.look()]).toEqual([true, false, true]);
    expect(looks).toEqual(['a', 'a']);
  });

  it('goes on in another process a minute after the first has died', async () => {
    const { job, clock } = setting();
    await job('a').look();
    clock.now = new Date(clock.now.getTime() + 59_999);
    expect(await job('b').look()).toBe(false);
    clock.now = new Date(clock.now.getTime() + 1);
    expect(await job('b').look()).toBe(true);
  });

  it('leaves its lease to the next when it is stopped', async () => {
    const { job, store } = setting();
    const stopped = job('a');
    await stopped.look();
    stopped.start();
    await stopped.stop();
    expect(store.holder()).toBeNull();
  });

  it('logs a look that failed and looks again', async () => {
    const { job, lines } = setting();
    let failures = 1;
    const failing = job('a', async () => {
      if (failures-- > 0) throw new Error('no database');
      return 2;
    });
    expect(await failing.look()).toBe(false);
    expect(await failing.look()).toBe(true);
    expect(lines).toEqual(['answer blocks could not be brought up to date', 'answer blocks built']);
  });
});
