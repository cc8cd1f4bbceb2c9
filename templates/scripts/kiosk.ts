import type { Language } from '../../server/domain/questionnaire.js';
import { dataIn } from './form/page-data.js';
import type { KioskSetup } from './kiosk/device.js';
import { keepForOffline } from './kiosk/offline.js';
import { runShow } from './kiosk/show.js';
import { startCourier, type Courier } from './outbox/courier.js';
import { openOutbox } from './outbox/outbox.js';

async function open(): Promise<void> {
  const outbox = await openOutbox();
  let courier: Courier | null = null;
  const show = runShow(
    dataIn<KioskSetup>('setup'),
    document.documentElement.lang as Language,
    () => courier!,
  );
  courier = startCourier(outbox, {
    onDelivery: (parcel, delivery) => show.delivered(parcel.id, delivery),
    onWaiting: (count) => show.waiting(count),
  });
  show.attract();
  // A page brought back from the browser's memory would show whoever was there before.
  addEventListener('pageshow', (event) => void (event.persisted && show.attract()));
}

void open();
// Started without a network, there is nothing new to keep.
void keepForOffline(dataIn<string>('worker')).catch(() => {});
