import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administratorPassword, csrfIn, openTestApp, type TestApp } from '../../app.js';
import { sendForm, toldIn, trySignIn, type Agent } from './account-forms.js';
import { wordsIn } from './form-in.js';

let app: TestApp;
let agent: Agent;
let csrf: string;
beforeAll(async () => {
  app = await openTestApp();
  agent = await app.administrator();
  csrf = csrfIn((await agent.get('/accounts').expect(200)).text);
});
afterAll(() => app.close());

let number = 0;
const newName = () => `can-bo-${(number += 1)}`;
const post = (path: string, form: object) => sendForm(agent, csrf, path, form);
const create = (form: object) => post('/accounts?lang=vi', form);
const listed = async (name: string) =>
  (await app.house.services.accountDesk.list()).find((one) => one.name === name)!;

const signIn = (name: string, password: string) => trySignIn(app, name, password);

describe('an account that an administrator makes', () => {
  it('has a password that is told once, and must choose its own before anything else', async () => {
    const name = newName();
    const { text } = await create({ name, role: 'reviewer' }).expect(200);
    const password = toldIn(text)!;
    expect(wordsIn(text)).toContain(`Mật khẩu tạm của ${name}`);
    expect((await agent.get('/accounts')).text).not.toContain(password);

    const { agent: newcomer } = await signIn(name, password);
    const redirected = await newcomer.get('/dashboard').expect(303);
    expect(redirected.headers['location']).toBe('/account');
    const refused = await newcomer.get('/api/v1/indices?period=2026-Q3').expect(403);
    expect(refused.body).toMatchObject({ code: 'password-temporary' });

    const page = await newcomer.get('/account?lang=vi').expect(200);
    expect(wordsIn(page.text)).toContain('Mật khẩu này do người khác cấp');
    const chosen = 'của riêng tôi thôi nhé';
    const form = { current: password, password: chosen, repeated: chosen };
    await sendForm(newcomer, csrfIn(page.text), '/account/password', form).expect(303);
    await newcomer.get('/dashboard').expect(200);
    expect((await signIn(name, password)).status).toBe(401);
    expect((await signIn(name, chosen)).status).toBe(303);
  });

  it.each([
    ['a name that cannot be used', { name: '!', role: 'reviewer' }, 422, 'bắt đầu bằng chữ cái'],
    ['an official without a unit', { name: 'a1', role: 'official', unit: '' }, 422, 'cần đúng một đơn vị'],
    [
      'an official with a unit that many names hold',
      { name: 'a2', role: 'official', unit: 'Phường' },
      422,
      'cần đúng một đơn vị',
    ],
    ['a name that is taken', { name: 'QUAN-TRI', role: 'reviewer' }, 409, 'đã có người dùng'],
  ])('is refused for %s, and the form keeps what was typed', async (_, form, status, words) => {
    const { text } = await create(form).expect(status);
    expect(wordsIn(text)).toContain(words);
    expect(text).toContain(`value="${form.name}"`);
    expect(toldIn(text)).toBeUndefined();
  });

  it('is refused with a role that does not exist', async () => {
    await create({ name: newName(), role: 'king' }).expect(400);
  });
});

describe('an account', () => {
  it('that is closed signs in no more and its sessions end; opened again it may', async () => {
    const name = newName();
    const password = toldIn((await create({ name, role: 'auditor' })).text)!;
    const { agent: open } = await signIn(name, password);
    const { id } = await listed(name);
    await post('/accounts/close', { id }).expect(303);
    await open.get('/account').expect(303);
    expect((await signIn(name, password)).status).toBe(401);
    await post('/accounts/reopen', { id }).expect(303);
    expect((await signIn(name, password)).status).toBe(303);
  });

  it('whose password was reset takes the new one alone', async () => {
    const name = newName();
    const before = toldIn((await create({ name, role: 'auditor' })).text)!;
    const { agent: open } = await signIn(name, before);
    const after = toldIn((await post('/accounts/reset', { id: (await listed(name)).id }).expect(200)).text)!;
    await open.get('/account').expect(303);
    expect((await signIn(name, before)).status).toBe(401);
    expect((await signIn(name, after)).status).toBe(303);
  });

  it('of one’s own is not closed or reset, so that an administrator is always left', async () => {
    const { id } = await listed('quan-tri');
    for (const act of ['close', 'reset']) await post(`/accounts/${act}`, { id }).expect(409);
    expect((await signIn('quan-tri', administratorPassword)).status).toBe(303);
  });

  it('that does not exist is not found', async () => {
    for (const act of ['close', 'reset', 'reopen'])
      await post(`/accounts/${act}`, { id: 'name nobody' }).expect(404);
  });
});
