import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { csrfIn, openTestApp, type TestApp } from '../../app.js';

type Agent = ReturnType<typeof supertest.agent>;

const wanted = {
  unit: 'phuong ba dinh',
  questionnaire: 'hn-onestop-short@1',
  channel: 'qr',
  opensOn: '2026-11-01',
  closesOn: '',
};
const id = '00004-hn-onestop-short-qr';

describe('collectors', () => {
  let app: TestApp;
  let agent: Agent;
  beforeAll(async () => {
    app = await openTestApp({ now: '2026-11-02T03:00:00Z' });
    agent = await app.administrator();
  });
  afterAll(() => app.close());

  async function send(more: Partial<Record<keyof typeof wanted | '_csrf', string>> = {}) {
    const form = await agent.get('/collectors/new').expect(200);
    return agent
      .post('/collectors')
      .type('form')
      .send({ _csrf: csrfIn(form.text), ...wanted, ...more });
  }

  it('says what to do while there are none', async () => {
    const page = await agent.get('/collectors').expect(200);
    expect(page.text).toContain('Chưa có điểm thu thập nào');
    expect(page.text).toContain('href="/collectors/new"');
  });

  it('opens one for a unit whose name was typed without accents', async () => {
    const answer = await send();
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(`/collectors?unit=00004&created=${id}`);
    const { collector } = await app.house.services.collectors.find(id);
    // Midnight of 1 November in Vietnam is 17:00 UTC the day before.
    expect(collector).toMatchObject({ opensAt: new Date('2026-10-31T17:00:00Z'), closesAt: null });
    await app.citizen().get(`/s/${id}`).expect(200);
  });

  it('shows the new one with its card, links and QR codes', async () => {
    const page = await agent.get(`/collectors?unit=00004&created=${id}`).expect(200);
    for (const link of [`/s/${id}`, `/kiosk/${id}`, `/collectors/${id}/card`, `/collectors/${id}/qr.svg`])
      expect(page.text).toContain(`href="${link}"`);
  });

  it('says that it exists already and keeps what was entered', async () => {
    const answer = await send();
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('value="phuong ba dinh"');
  });

  it('names the units that a part of a name could mean', async () => {
    const answer = await send({ unit: 'ba' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Phường Ba Đình');
    expect(answer.text).toContain('Xã Ba Vì');
  });

  it.each([
    ['ends before it begins', { opensOn: '2026-11-02', closesOn: '2026-11-01' }],
    ['begins on a day that does not exist', { opensOn: '2026-02-30' }],
  ])('refuses one that %s', async (_, dates) => {
    const answer = await send({ ...dates, channel: 'web' });
    expect(answer.status).toBe(422);
    expect(await app.house.services.collectors.list('00004')).toHaveLength(1);
  });

  it('takes answers through the whole of the last day', async () => {
    await send({ channel: 'kiosk', opensOn: '2026-11-01', closesOn: '2026-11-01' });
    const { collector } = await app.house.services.collectors.find('00004-hn-onestop-short-kiosk');
    // Midnight after 1 November in Vietnam.
    expect(collector.closesAt).toEqual(new Date('2026-11-01T17:00:00Z'));
  });

  it('opens none from a page of another site', async () => {
    await agent
      .post('/collectors')
      .type('form')
      .send({ ...wanted, channel: 'paper' })
      .expect(403);
  });

  it('finds by a few letters and says when nothing fits', async () => {
    const found = await agent.get('/collectors').query({ q: 'ba dinh qr' }).expect(200);
    expect(found.text).toContain(`/s/${id}"`);
    expect(found.text).not.toContain('kiosk/00004-hn-onestop-short-kiosk');
    const nothing = await agent.get('/collectors').query({ q: '<b>nowhere' }).expect(200);
    expect(nothing.text).toContain('&lt;b&gt;nowhere');
  });

  it('prints a card whose QR code holds desk and procedure', async () => {
    const card = await agent.get(`/collectors/${id}/card?desk=3&procedure=`).expect(200);
    expect(card.text).toContain(`http://hai-long.example/s/${id}?desk&#x3D;3`);
    expect(card.text).toContain(`src="/collectors/${id}/qr.svg?desk&#x3D;3"`);
  });

  it('draws the QR code, and none for an unknown collector', async () => {
    const svg = await agent.get(`/collectors/${id}/qr.svg`).expect(200).expect('Content-Type', /svg/);
    expect(String(svg.body)).toContain('<svg');
    await agent.get('/collectors/no-such-one/qr.svg').expect(404);
  });

  it('is for officials alone', async () => {
    for (const path of [
      '/collectors',
      '/collectors/new',
      `/collectors/${id}/card`,
      `/collectors/${id}/qr.svg`,
    ])
      await app.citizen().get(path).set('Accept', 'text/html').expect(303);
  });
});
