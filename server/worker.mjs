// Starts any worker thread: Node 20 cannot begin a thread from a .ts file, so this one registers tsx first.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
