import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { wayBack } from '../../../server/http/pages/sign-in.js';
import { csrfIn, openTestApp, type TestApp } from '../../app.js';

describe('wayBack', () => {
  it.each([
    ['/reports?unit=01', '/reports?unit=01'],
    [undefined, '/dashboard'],
    ['https://elsewhere.example/', '/dashboard'],
    ['//elsewhere.example', '/dashboard'],
    ['/\\elsewhere.example', '/dashboard'],
    ['/x //elsewhere.example', '/dashboard'],
    ['/sign-out', '/dashboard'],
    ['dashboard', '/dashboard'],
  ])('leads from %p to %p', (wanted, path) => expect(wayBack(wanted)).toBe(path));
});

describe('the way in', () => {
  let app: TestApp;
  const password = 'mưa nắng sách đường';
  beforeAll(async () => {
    app = await openTestApp();
  });
  afterAll(() => app.close());

  async function opened(path: string) {
    const agent = supertest.agent(app.house.app);
    const page = await agent.get(path).expect(200);
    return { agent, csrf: csrfIn(page.text) };
  }

  it('asks the first visitor for the first account', async () => {
    await app.citizen().get('/sign-in').expect(303).expect('Location', '/setup');
  });

  it('refuses a short password, keeps the name and makes no account', async () => {
    const { agent, csrf } = await opened('/setup');
    const form = { _csrf: csrf, name: 'quan-tri', password: 'ngắn', repeated: 'ngắn' };
    const answer = await agent.post('/setup').type('form').send(form).expect(422);
    expect(answer.text).toContain('value="quan-tri"');
    expect(answer.text).not.toContain('ngắn');
    expect(await app.house.services.accounts.needsFirst()).toBe(true);
  });

  it('refuses two passwords that differ', async () => {
    const { agent, csrf } = await opened('/setup');
    const form = { _csrf: csrf, name: 'quan-tri', password, repeated: `${password}.` };
    await agent.post('/setup').type('form').send(form).expect(422);
    expect(await app.house.services.accounts.needsFirst()).toBe(true);
  });

  it('takes no account from a page of another site', async () => {
    const form = { name: 'quan-tri', password, repeated: password };
    await app.citizen().post('/setup').type('form').send(form).expect(403);
    expect(await app.house.services.accounts.needsFirst()).toBe(true);
  });

  it('makes the first account, signs it in, and never asks again', async () => {
    const { agent, csrf } = await opened('/setup');
    const form = { _csrf: csrf, name: 'quan-tri', password, repeated: password };
    await agent.post('/setup').type('form').send(form).expect(303).expect('Location', '/dashboard');
    await agent.get('/methods').expect(200);
    await app.citizen().get('/setup').expect(303).expect('Location', '/sign-in');
  });

  it('leads whoever is not signed in to the sign-in and back', async () => {
    const { headers } = await app.citizen().get('/reports?unit=01').set('Accept', 'text/html').expect(303);
    expect(headers['location']).toBe('/sign-in?back=%2Freports%3Funit%3D01');
    const { agent, csrf } = await opened(headers['location'] as string);
    const form = { _csrf: csrf, name: 'quan-tri', password, back: '/reports?unit=01' };
    await agent.post('/sign-in').type('form').send(form).expect(303).expect('Location', '/reports?unit=01');
  });

  it('answers a wrong password like an unknown name, and repeats no password', async () => {
    const { agent, csrf } = await opened('/sign-in');
    const send = (name: string) =>
      agent.post('/sign-in').type('form').send({ _csrf: csrf, name, password: 'sai hoàn toàn' }).expect(401);
    const known = await send('quan-tri');
    const unknown = await send('khong-co');
    expect(known.text.replaceAll('quan-tri', 'khong-co')).toBe(unknown.text);
    expect(known.text).not.toContain('sai hoàn toàn');
  });

  it('ends the session at sign-out', async () => {
    const { agent, csrf } = await opened('/sign-in');
    await agent.post('/sign-in').type('form').send({ _csrf: csrf, name: 'quan-tri', password }).expect(303);
    const page = await agent.get('/methods').expect(200);
    await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: csrfIn(page.text) })
      .expect(303);
    await agent.get('/methods').set('Accept', 'text/html').expect(303);
  });
});
