import { Worker } from 'node:worker_threads';
import type { TypstJob } from './typst-compiler.js';
import type { ThreadAnswer } from './typst-thread.js';

const STARTER = new URL('../../worker.mjs', import.meta.url);
const THREAD = new URL('./typst-thread.ts', import.meta.url).href;

export interface EngineLimits {
  /** The compiler's memory grows by about 4 MB a document: a fresh thread takes over after so many. */
  documentsPerThread: number;
  /** Milliseconds a document or a start may take before its thread is ended. */
  timeLimit: number;
}

const usual: EngineLimits = { documentsPerThread: 50, timeLimit: 60_000 };

/** Sets documents as PDF in a thread of its own, one after the other, so that nothing else waits. */
export interface TypstEngine {
  /** @throws Error when the document cannot be set, takes too long, or the engine was closed. */
  pdf(job: TypstJob): Promise<Uint8Array>;
  /** Ends the thread; what still waits is refused. */
  close(): Promise<void>;
}

/** The next answer of a thread; its end, an error in it or the time limit count as a failure and end it. */
function nextAnswer(worker: Worker, timeLimit: number): Promise<ThreadAnswer> {
  return new Promise((resolve) => {
    const settle = (answer: ThreadAnswer) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error) => settle({ kind: 'failed', reason: error.message });
    const onExit = () => settle({ kind: 'failed', reason: 'The PDF thread ended' });
    const timer = setTimeout(() => {
      settle({ kind: 'failed', reason: `The document took longer than ${timeLimit} ms` });
      void worker.terminate();
    }, timeLimit);
    worker.on('message', settle).on('error', onError).on('exit', onExit);
  });
}

/** A thread that may answer once more, and how many documents it has set. */
interface Thread {
  worker: Worker;
  documents: number;
  alive: boolean;
}

async function startThread(timeLimit: number): Promise<Thread> {
  const worker = new Worker(STARTER, { workerData: { module: THREAD } });
  const thread: Thread = { worker, documents: 0, alive: true };
  worker.on('exit', () => (thread.alive = false));
  worker.on('error', () => (thread.alive = false));
  const answer = await nextAnswer(worker, timeLimit);
  if (answer.kind === 'ready') return thread;
  await worker.terminate();
  throw new Error(answer.kind === 'failed' ? answer.reason : 'The PDF thread answered before it was asked');
}

/**
 * Starts the engine, its fonts measured.
 * @throws Error when a font is missing.
 */
export async function startTypstEngine(limits: Partial<EngineLimits> = {}): Promise<TypstEngine> {
  const { documentsPerThread, timeLimit } = { ...usual, ...limits };
  let thread = await startThread(timeLimit);
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function set(job: TypstJob): Promise<Uint8Array> {
    if (closed) throw new Error('The PDF engine is closed');
    if (!thread.alive || thread.documents >= documentsPerThread) {
      await thread.worker.terminate();
      thread = await startThread(timeLimit);
    }
    thread.documents += 1;
    const answer = nextAnswer(thread.worker, timeLimit);
    thread.worker.postMessage(job);
    const outcome = await answer;
    if (outcome.kind === 'pdf') return outcome.bytes;
    throw new Error(outcome.kind === 'failed' ? outcome.reason : 'The PDF thread gave no document');
  }

  return {
    pdf(job) {
      const result = queue.then(() => set(job));
      queue = result.catch(() => undefined);
      return result;
    },
    async close() {
      closed = true;
      await thread.worker.terminate();
    },
  };
}
