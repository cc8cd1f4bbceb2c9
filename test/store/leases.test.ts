import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leaseStore, type LeaseStore } from '../../server/store/leases.js';
import { lookStore } from '../../server/store/looks.js';
import { openTestDatabase, type TestDatabase } from '../database.js';

let database: TestDatabase;
let leases: LeaseStore;
beforeAll(async () => {
  database = await openTestDatabase();
  leases = leaseStore(database.connection);
});
afterAll(() => database.close());

const second = (n: number) => new Date(Date.UTC(2026, 6, 1, 3, 0, n));

describe('leaseStore', () => {
  it('gives a lease to one of many who ask at once', async () => {
    const holders = Array.from({ length: 8 }, (_, at) => `process-${at}`);
    const taken = await Promise.all(
      holders.map((holder) => leases.take('race', holder, second(0), second(60))),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('prolongs it for its holder, and passes it on when its time is over', async () => {
    expect(await leases.take('night', 'a', second(0), second(10))).toBe(true);
    expect(await leases.take('night', 'b', second(5), second(15))).toBe(false);
    expect(await leases.take('night', 'a', second(9), second(19))).toBe(true);
    expect(await leases.take('night', 'b', second(18), second(28))).toBe(false);
    expect(await leases.take('night', 'b', second(19), second(29))).toBe(true);
  });

  it('is given back only by its holder', async () => {
    await leases.take('back', 'a', second(0), second(60));
    await leases.release('back', 'b');
    expect(await leases.take('back', 'b', second(1), second(60))).toBe(false);
    await leases.release('back', 'a');
    expect(await leases.take('back', 'b', second(1), second(60))).toBe(true);
  });
});

describe('lookStore', () => {
  it('remembers the latest look and never goes back', async () => {
    const looks = lookStore(database.connection);
    expect(await looks.last('blocks')).toBeNull();
    await looks.note('blocks', second(20));
    await looks.note('blocks', second(10));
    expect(await looks.last('blocks')).toEqual(second(20));
  });
});
