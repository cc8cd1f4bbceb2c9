import { randomUUID } from 'node:crypto';
import { receiptCode } from '../../server/domain/receipt-code.js';
import type { Snapshot } from '../../server/domain/snapshot.js';
import type { StoredResponse } from '../../server/domain/response.js';
import type { TestApp } from '../app.js';
import { fillSmallCity, smallCityPeriod } from './pages/small-city.js';

/** The small city with its published whole, a frozen ward that nobody published, and a response of each of two wards. */
export interface FrozenCity {
  published: Snapshot;
  unpublished: Snapshot;
  /** Of Phường Ba Đình, which both snapshots hold. */
  baDinh: StoredResponse;
  /** Of Phường Giảng Võ. */
  giangVo: StoredResponse;
}

async function oneOf({ house }: TestApp, unitCode: string): Promise<StoredResponse> {
  for await (const response of house.stores.responses.stream({ unitCodes: [unitCode] })) return response;
  throw new Error(`${unitCode} has no response`);
}

/** Stores one more response like this one, which no snapshot knows. */
export async function another(
  { house }: TestApp,
  like: StoredResponse,
  change: Partial<StoredResponse> = {},
): Promise<StoredResponse> {
  const id = randomUUID();
  const added = { ...like, id, receipt: receiptCode(id), ...change };
  await house.stores.responses.insertMany([added]);
  return added;
}

/** Fills the small city, freezes the city and Phường Ba Đình, and publishes the city. */
export async function freezeSmallCity(app: TestApp): Promise<FrozenCity> {
  await fillSmallCity(app);
  const { snapshots } = app.house.services;
  const city = await snapshots.freeze(smallCityPeriod, '01', 'administrator');
  const unpublished = await snapshots.freeze(smallCityPeriod, '00004', 'administrator');
  await snapshots.publish(city.id, 'administrator');
  return {
    published: await snapshots.find(city.id, true),
    unpublished,
    baDinh: await oneOf(app, '00004'),
    giangVo: await oneOf(app, '00025'),
  };
}
