import { Worker } from 'node:worker_threads';
import type { TypstJob } from './typst-compiler.js';
import type { ThreadAnswer } from './typst-thread.js';

const STARTER = new URL('../../worker.mjs', import.meta.url);
const THREAD = new URL('./typst-thread.ts', import.meta.url).href;

export interface EngineLimits {
  /** The compiler's memory grows by about 4 MB a document: a fresh thread takes over after so many. */
  documentsPerThread: number;
  /** Milliseconds a document may take before its thread is ended. */
  timeLimit: number;
}

/** Milliseconds a thread may take to load the compiler and its fonts: about one second, more on a busy machine. */
const START_LIMIT = 120_000;

const usual: EngineLimits = { documentsPerThread: 50, timeLimit: 60_000 };

/** Sets documents as PDF in a thread of its own, one after the other, so that nothing else waits. */
export interface TypstEngine {
  /** @throws Error when the document cannot be set, takes too long, or the engine was closed. */
  pdf(job: TypstJob): Promise<Uint8Array>;
  /** Ends the thread; what still waits is refused. */
  close(): Promise<void>;
}

/** What came of waiting for a thread: its answer, or that it is of no more use. */
type Outcome = ThreadAnswer | { kind: 'ended'; reason: string };

/** The next answer of a thread; an error in it or the time limit end it. */
function nextAnswer(worker: Worker, timeLimit: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (answer: Outcome) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error) => settle({ kind: 'ended', reason: error.message });
    const onExit = () => settle({ kind: 'ended', reason: 'The PDF thread ended' });
    const timer = setTimeout(() => {
      settle({ kind: 'ended', reason: `The PDF thread took longer than ${timeLimit} ms` });
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

async function startThread(): Promise<Thread> {
  const worker = new Worker(STARTER, { workerData: { module: THREAD } });
  const thread: Thread = { worker, documents: 0, alive: true };
  worker.on('exit', () => (thread.alive = false));
  worker.on('error', () => (thread.alive = false));
  const answer = await nextAnswer(worker, START_LIMIT);
  if (answer.kind === 'ready') return thread;
  await worker.terminate();
  throw new Error('reason' in answer ? answer.reason : 'The PDF thread answered before it was asked');
}

/**
 * Starts the engine, its fonts measured.
 * @throws Error when a font is missing.
 */
export async function startTypstEngine(limits: Partial<EngineLimits> = {}): Promise<TypstEngine> {
  const { documentsPerThread, timeLimit } = { ...usual, ...limits };
  let thread = await startThread();
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function set(job: TypstJob): Promise<Uint8Array> {
    if (closed) throw new Error('The PDF engine is closed');
    if (!thread.alive || thread.documents >= documentsPerThread) {
      await thread.worker.terminate();
      thread = await startThread();
      if (closed) await thread.worker.terminate();
    }
    thread.documents += 1;
    const answer = nextAnswer(thread.worker, timeLimit);
    thread.worker.postMessage(job);
    const outcome = await answer;
    if (outcome.kind === 'pdf') return outcome.bytes;
    if (outcome.kind === 'ended') thread.alive = false;
    throw new Error('reason' in outcome ? outcome.reason : 'The PDF thread gave no document');
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
      await queue;
    },
  };
}
