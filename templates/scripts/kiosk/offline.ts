/** Where a device keeps the kiosk's page, scripts, styles and fonts. Never an answer. */
export const OFFLINE_CACHE = 'hai-long-kiosk';

/**
 * Keeps this page and what it loaded on the device, and hands later starts to the worker. Without https (or localhost)
 * browsers offer no worker; the kiosk then needs the network to start, and only to start. Once it could start without,
 * the document says `data-offline="ready"`.
 */
export async function keepForOffline(workerUrl: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(workerUrl, { scope: '/kiosk/' });
  await document.fonts.ready;
  const assets = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => new URL(name).pathname.startsWith('/assets/'));
  const wanted = new Set([location.href, ...assets]);
  const cache = await caches.open(OFFLINE_CACHE);
  await cache.addAll([...wanted]);
  for (const { url } of await cache.keys())
    if (!wanted.has(url) && new URL(url).pathname.startsWith('/assets/')) await cache.delete(url);
  await navigator.serviceWorker.ready;
  document.documentElement.dataset['offline'] = 'ready';
}
