import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resetByName } from '../../../scripts/password/reset-by-name.js';
import { administratorPassword, openTestApp, type TestApp } from '../../app.js';
import { trySignIn } from '../../http/pages/account-forms.js';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('a password that the server’s keeper resets', () => {
  it('lets the only administrator in again, whose sessions have ended', async () => {
    const before = await app.administrator();
    const { name, password } = await resetByName(app.house.services.accountDesk, ' Quan-Tri');
    expect(name).toBe('quan-tri');
    await before.get('/accounts').expect(303);
    expect((await trySignIn(app, name, administratorPassword)).status).toBe(401);
    const { agent } = await trySignIn(app, name, password);
    expect((await agent.get('/accounts').expect(303)).headers['location']).toBe('/account');
  });

  it('opens an account that was closed', async () => {
    const { accountDesk } = app.house.services;
    await accountDesk.create({ name: 'lan', role: 'administrator', unitCode: null }, 'test');
    await accountDesk.close('name lan', 'test');
    const { password } = await resetByName(accountDesk, 'lan');
    expect((await trySignIn(app, 'lan', password)).status).toBe(303);
  });

  it('is refused for a name that nobody has', async () => {
    const resetting = resetByName(app.house.services.accountDesk, 'nobody');
    await expect(resetting).rejects.toMatchObject({ code: 'account-not-found' });
  });
});
