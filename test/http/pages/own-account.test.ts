import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administratorPassword, csrfIn, openTestApp, type TestApp } from '../../app.js';
import { sendForm, trySignIn, type Agent } from './account-forms.js';
import { wordsIn } from './form-in.js';

let app: TestApp;
let agent: Agent;
let csrf: string;
beforeAll(async () => {
  app = await openTestApp();
  agent = await app.administrator();
  csrf = csrfIn((await agent.get('/account').expect(200)).text);
});
afterAll(() => app.close());

describe('the own password', () => {
  it.each([
    ['the present one is wrong', { current: 'sai rồi nhé bạn' }, 'Mật khẩu hiện tại không đúng'],
    ['the two differ', { repeated: 'không giống chút nào' }, 'không giống nhau'],
    ['the new one is too short', { password: 'ngắn', repeated: 'ngắn' }, 'ít nhất 12 ký tự'],
    [
      'the new one is the old one',
      { password: administratorPassword, repeated: administratorPassword },
      'khác mật khẩu cũ',
    ],
  ])('stays where %s', async (_, change, words) => {
    const good = 'một câu hoàn toàn khác';
    const form = { current: administratorPassword, password: good, repeated: good, ...change };
    const { text } = await sendForm(agent, csrf, '/account/password?lang=vi', form).expect(422);
    expect(wordsIn(text)).toContain(words);
    expect((await trySignIn(app, 'quan-tri', administratorPassword)).status).toBe(303);
  });

  it('that is changed ends the other sessions of the account, not this one', async () => {
    const name = 'kiem-tra';
    const { password: first } = await app.house.services.accountDesk.create(
      { name, role: 'auditor', unitCode: null },
      'test',
    );
    const [here, there] = [
      (await trySignIn(app, name, first)).agent,
      (await trySignIn(app, name, first)).agent,
    ];
    const chosen = 'bốn từ mới chọn';
    const token = csrfIn((await here.get('/account')).text);
    await sendForm(here, token, '/account/password', {
      current: first,
      password: chosen,
      repeated: chosen,
    }).expect(303);
    await here.get('/dashboard').expect(200);
    await there.get('/dashboard').expect(303);
  });
});
