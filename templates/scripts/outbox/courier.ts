import { waitAfter } from './back-off.js';
import { deliver, type Delivery } from './deliver.js';
import type { Outbox, Parcel } from './parcel.js';

/** What the page wants to hear of. */
export interface CourierNews {
  /** After each try of a parcel; one that was stored has left the outbox. */
  onDelivery(parcel: Parcel, delivery: Delivery): void;
  /** How many parcels are still on the device. */
  onWaiting(count: number): void;
}

export interface Courier {
  /** Keeps the parcel on the device, then brings it to the server as soon as that is possible. */
  send(parcel: Parcel): Promise<void>;
  /** Tries now whatever waits. */
  nudge(): void;
  /** Takes a refused parcel back, to be mended. */
  recall(id: string): Promise<void>;
}

/** Brings parcels to the server, one round after the other, until the outbox is empty. */
export function startCourier(outbox: Outbox, news: CourierNews): Courier {
  let isRunning = false;
  let isWanted = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refusedHere = new Set<string>();
  /** What the device could not write down (storage full or forbidden): it lives as long as the page. */
  const unwritten = new Map<string, Parcel>();
  const remove = (id: string) => (unwritten.delete(id) ? Promise.resolve() : outbox.remove(id));
  const keep = (parcel: Parcel) => outbox.put(parcel).catch(() => void unwritten.set(parcel.id, parcel));
  const waiting = async () => [...(await outbox.all().catch(() => [])), ...unwritten.values()];

  async function handOver(parcel: Parcel): Promise<Delivery> {
    const delivery = await deliver(parcel);
    if (delivery.kind === 'stored') await remove(parcel.id);
    if (delivery.kind === 'refused') {
      refusedHere.add(parcel.id);
      await keep({ ...parcel, refused: delivery.code });
    }
    news.onDelivery(parcel, delivery);
    return delivery;
  }

  /** One parcel that must wait ends the round: the others would meet the same silence. */
  async function round(): Promise<boolean> {
    for (const parcel of await waiting()) {
      if (refusedHere.has(parcel.id)) continue;
      if ((await handOver(parcel)).kind === 'later') return false;
    }
    return true;
  }

  async function work(): Promise<void> {
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    clearTimeout(timer);
    do {
      isWanted = false;
      failures = (await round().catch(() => false)) ? 0 : failures + 1;
      news.onWaiting((await waiting()).length);
    } while (isWanted);
    isRunning = false;
    if (failures > 0) timer = setTimeout(() => void work(), waitAfter(failures));
  }

  addEventListener('online', () => void work());
  document.addEventListener(
    'visibilitychange',
    () => void (document.visibilityState === 'visible' && work()),
  );
  void work();

  return {
    async send(parcel) {
      await keep(parcel);
      void work();
    },
    nudge: () => void work(),
    async recall(id) {
      refusedHere.delete(id);
      await remove(id);
    },
  };
}
