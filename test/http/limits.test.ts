import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administratorPassword, csrfIn, openTestApp, type TestApp } from '../app.js';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ settings: { TRUSTED_PROXIES: '1' } });
  await app.house.services.accounts.createFirst('quan-tri', administratorPassword);
});
afterAll(() => app.close());

/** One try at signing in that fails before the costly part, from the given address. */
const guess = (address: string) =>
  app
    .citizen()
    .post('/sign-in')
    .set('X-Forwarded-For', address)
    .type('form')
    .send({ _csrf: 'no', name: 'a', password: 'b' });

describe('signing in', () => {
  it('is slowed down for an address that tries too often, and for no other', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await guess('203.0.113.7')).status);
    expect(statuses.slice(0, 20).every((status) => status === 403)).toBe(true);
    expect(statuses.slice(20)).toEqual([429, 429]);
    expect((await guess('203.0.113.8')).status).toBe(403);
  });

  it('does not believe an address that the caller put in front of the proxy’s', async () => {
    expect((await guess('198.51.100.1, 203.0.113.7')).status).toBe(429);
  });

  it('answers the same to an unknown name as to a wrong password', async () => {
    const answer = async (name: string) => {
      const page = await app.citizen().get('/sign-in').set('X-Forwarded-For', '192.0.2.1');
      const cookie = page.headers['set-cookie']![0]!.split(';')[0]!;
      const reply = await app
        .citizen()
        .post('/sign-in')
        .set({ Cookie: cookie, 'X-Forwarded-For': '192.0.2.1' })
        .type('form')
        .send({ _csrf: csrfIn(page.text), name, password: 'sai mật khẩu rồi' });
      return { status: reply.status, text: reply.text.replaceAll(name, '').replace(/value="[\w-]{43}"/, '') };
    };
    expect(await answer('khong-co')).toEqual(await answer('quan-tri'));
  });
});
