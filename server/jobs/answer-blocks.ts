import type { AnswerBlocks } from '../services/answer-blocks.js';
import type { LeaseStore } from '../store/leases.js';

export interface AnswerBlocksJobDeps {
  blocks: Pick<AnswerBlocks, 'refresh' | 'recountNightly'>;
  leases: LeaseStore;
  /** Name of this process among those that may hold the lease. */
  holder: string;
  now: () => Date;
  log: { info(facts: object, message: string): void; error(facts: object, message: string): void };
}

export interface AnswerBlocksJob {
  /** One look, if this process holds the lease. False when another does. An error is logged, not thrown. */
  look(): Promise<boolean>;
  /** Looks again and again until `stop`, which waits for the look that is going on. */
  start(): void;
  stop(): Promise<void>;
}

const LEASE = 'answer-blocks';
const EVERY_MS = 5_000;
/**
 * A process that dies is replaced after this long. A build that takes longer than its lease does no harm: a second
 * builder makes the same blocks, and a head from a later reading is never replaced by an earlier one.
 */
const LEASE_MS = 60_000;

/** Keeps the answer blocks up to date: a look every five seconds, a recount every night. */
export function answerBlocksJob({ blocks, leases, holder, now, log }: AnswerBlocksJobDeps): AnswerBlocksJob {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  async function look(): Promise<boolean> {
    try {
      const until = new Date(now().getTime() + LEASE_MS);
      if (!(await leases.take(LEASE, holder, now(), until))) return false;
      const built = await blocks.refresh();
      if (built > 0) log.info({ cells: built }, 'answer blocks built');
      const differed = await blocks.recountNightly();
      if (differed)
        log.error({ cells: differed }, 'answer blocks differed from the responses and were built anew');
      return true;
    } catch (error) {
      log.error({ err: error }, 'answer blocks could not be brought up to date');
      return false;
    }
  }

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = look().then(schedule);
    }, EVERY_MS);
    timer.unref();
  }

  return {
    look,
    start: schedule,
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
      await leases.release(LEASE, holder).catch(() => undefined);
    },
  };
}
