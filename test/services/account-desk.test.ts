import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountDesk } from '../../server/services/account-desk.js';
import { openTestApp, type TestApp } from '../app.js';

let app: TestApp;
let desk: AccountDesk;
beforeAll(async () => {
  app = await openTestApp();
  desk = app.house.services.accountDesk;
});
afterAll(() => app.close());

const administrator = (name: string) =>
  desk.create({ name, role: 'administrator', unitCode: null }, 'test').then(() => `name ${name}`);
const closedOnes = async (ids: string[]) =>
  (await desk.list()).filter(({ id, closedAt }) => ids.includes(id) && closedAt !== null);

describe('the desk of accounts', () => {
  it('never leaves two administrators closed by each other at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ids = [await administrator(`a-${round}`), await administrator(`b-${round}`)] as const;
      await Promise.allSettled([desk.close(ids[0], ids[1]), desk.close(ids[1], ids[0])]);
      expect((await closedOnes([...ids])).length).toBeLessThan(2);
    }
  });

  it('refuses a closing by somebody who was closed before it', async () => {
    const [a, b, c] = [await administrator('c-1'), await administrator('c-2'), await administrator('c-3')];
    await desk.close(a, b);
    await expect(desk.close(c, a)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await closedOnes([c])).toEqual([]);
  });

  it('keeps a unit only for roles that are bound to one', async () => {
    await desk.create({ name: 'd-1', role: 'reviewer', unitCode: '00004' }, 'test');
    await desk.create({ name: 'd-2', role: 'official', unitCode: '00004' }, 'test');
    const unitOf = new Map((await desk.list()).map(({ name, unitCode }) => [name, unitCode]));
    expect([unitOf.get('d-1'), unitOf.get('d-2')]).toEqual([null, '00004']);
  });

  it('tells no password and no hash in its list', async () => {
    const { password } = await desk.create({ name: 'e-1', role: 'auditor', unitCode: null }, 'test');
    const listed = JSON.stringify(await desk.list());
    expect(listed).not.toContain(password);
    expect(listed).not.toContain('scrypt$');
  });
});
