import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../server/domain/account.js';
import { accountStore, type AccountStore } from '../../server/store/accounts.js';
import { openTestDatabase, type TestDatabase } from '../database.js';

let database: TestDatabase;
let store: AccountStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = accountStore(database.connection);
});
afterAll(() => database.close());

const account = (name: string): Account => ({
  ...{ id: `name ${name}`, name, role: 'official', unitCode: '00004', password: 'scrypt$' },
  ...{ isTemporary: true, createdAt: new Date('2026-11-02T03:00:00Z'), createdBy: 'administrator' },
  ...{ closedAt: null, closedBy: null },
});

describe('the account store', () => {
  it('gives back what it keeps, by id, by name and in the list', async () => {
    const lan = account('lan');
    expect(await store.insert(lan)).toBe(true);
    expect(await store.find(lan.id)).toEqual(lan);
    expect(await store.findByName('lan')).toEqual(lan);
    expect(await store.list()).toContainEqual(lan);
  });

  it('keeps one account of an id', async () => {
    await store.insert(account('minh'));
    expect(await store.insert(account('minh'))).toBe(false);
  });

  it('reads an account from before there were units, temporary passwords and closing as an open one', async () => {
    const createdAt = new Date('2026-01-05T03:00:00Z');
    const kept = { name: 'quan-tri', role: 'administrator', password: 'scrypt$', createdAt };
    // Written past the model, as the first version wrote it.
    await database.connection
      .collection<{ _id: string }>('accounts')
      .insertOne({ _id: 'administrator', ...kept });
    expect(await store.find('administrator')).toEqual({
      id: 'administrator',
      ...kept,
      ...{ unitCode: null, isTemporary: false, createdBy: null, closedAt: null, closedBy: null },
    });
  });

  it('says whether there was something to change', async () => {
    await store.insert(account('hoa'));
    expect(await store.change('name hoa', { isTemporary: false })).toBe(true);
    expect((await store.find('name hoa'))?.isTemporary).toBe(false);
    expect(await store.change('name nobody', { isTemporary: false })).toBe(false);
  });
});
