/** The worker thread's side: sets one document at a time and answers with its bytes. */
import { parentPort } from 'node:worker_threads';
import { withArchivalMetadata } from './archival-metadata.js';
import { startTypst, type TypstJob } from './typst-compiler.js';

/** What the thread says: once that it is ready (or why not), then one answer for each job. */
export type ThreadAnswer =
  { kind: 'ready' } | { kind: 'pdf'; bytes: Uint8Array } | { kind: 'failed'; reason: string };

const port = parentPort;
if (port === null) throw new Error('This module runs in a worker thread');
const answer = (message: ThreadAnswer) => port.postMessage(message);
const failed = (error: unknown): ThreadAnswer => ({
  kind: 'failed',
  reason: error instanceof Error ? error.message : String(error),
});

try {
  const setter = await startTypst();
  port.on('message', async (job: TypstJob) => {
    try {
      answer({ kind: 'pdf', bytes: await withArchivalMetadata(setter.pdf(job)) });
    } catch (error) {
      answer(failed(error));
    }
  });
  answer({ kind: 'ready' });
} catch (error) {
  answer(failed(error));
}
