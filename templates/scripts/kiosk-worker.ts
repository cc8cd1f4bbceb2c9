/**
 * Lets an enrolled screen start without a network: after a power cut at night, say. The page asks the server first and
 * comes from the device only when the server does not answer; assets never change under their address.
 */
import { OFFLINE_CACHE } from './kiosk/offline.js';

interface FetchEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
}

const PATIENCE_MS = 5_000;
const worker = self as unknown as Worker;

async function fromDevice(request: Request): Promise<Response | undefined> {
  return (await caches.open(OFFLINE_CACHE)).match(request);
}

async function pageFor(request: Request): Promise<Response> {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(request.url, { credentials: 'same-origin', signal: stop.signal });
    return answer.status < 500 ? answer : ((await fromDevice(request)) ?? answer);
  } catch (error) {
    const kept = await fromDevice(request);
    if (kept) return kept;
    throw error;
  } finally {
    clearTimeout(patience);
  }
}

const assetFor = async (request: Request): Promise<Response> => (await fromDevice(request)) ?? fetch(request);

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(pageFor(request));
  else if (new URL(request.url).pathname.startsWith('/assets/')) event.respondWith(assetFor(request));
});
