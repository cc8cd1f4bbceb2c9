import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../server/http/routes.js';
import { administratorPassword, csrfIn, openTestApp, type TestApp } from '../app.js';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await app.house.services.accounts.createFirst('quan-tri', administratorPassword);
});
afterAll(() => app.close());

const samples: Record<string, string> = {
  period: '2026-Q3',
  unit: '01',
  format: 'html',
  questionnaire: 'sipas-2640-2017@1',
  collectorId: 'mot-diem-thu',
  collector: 'mot-diem-thu',
};
const address = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => samples[name] ?? 'x');
const call = (method: 'get' | 'post', path: string) => {
  const citizen = app.citizen();
  return citizen[method](address(path));
};
const guarded = routes.filter(({ access }) => access !== 'public');

describe('what needs a sign-in', () => {
  it('is the dashboard, the reports, the indices, the exports and the collectors', () => {
    const paths = guarded.map(({ path }) => path);
    for (const path of [
      '/dashboard',
      '/reports',
      '/reports/:period/:unit.:format',
      '/api/v1/indices',
      '/exports/:period/:questionnaire.csv',
      '/collectors',
    ])
      expect(paths).toContain(path);
  });

  it.each(guarded.map(({ method, path }) => [method, path] as const))(
    '%s %s is refused to a stranger',
    async (method, path) => {
      const reply = await call(method, path).set('Accept', 'text/html').send();
      if (method === 'get' && !path.startsWith('/api/')) {
        expect(reply.status).toBe(303);
        expect(reply.headers['location']).toMatch(/^\/sign-in\?back=/);
      } else expect([401, 415]).toContain(reply.status);
    },
  );

  it.each(guarded.map(({ method, path }) => [method, path] as const))(
    '%s %s is refused to a made-up cookie',
    async (method, path) => {
      const reply = await call(method, path)
        .set('Cookie', `hai_long=${'A'.repeat(43)}`)
        .send();
      expect([303, 401, 415]).toContain(reply.status);
    },
  );
});

describe('a form', () => {
  it('of another site is refused, since it cannot know the token', async () => {
    const agent = await app.administrator();
    const reply = await agent.post('/sign-out').type('form').send({ _csrf: 'guessed' }).expect(403);
    expect(reply.text).toContain('lang="vi"');
    await agent.get('/dashboard').expect(200);
  });

  it('with the token of another visitor is refused', async () => {
    const page = await app.citizen().get('/sign-in');
    const agent = await app.administrator();
    await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: csrfIn(page.text) })
      .expect(403);
  });
});

describe('a session', () => {
  it('ends for every copy of its cookie when it is signed out', async () => {
    const agent = await app.administrator();
    const page = await agent.get('/dashboard').expect(200);
    const cookie = agent.jar.getCookie('hai_long', {
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    });
    await agent
      .post('/sign-out')
      .type('form')
      .send({ _csrf: csrfIn(page.text) })
      .expect(303);
    await app.citizen().get('/dashboard').set('Cookie', `hai_long=${cookie!.value}`).expect(303);
  });

  it('ends by itself after twelve hours', async () => {
    const agent = await app.administrator();
    await agent.get('/dashboard').expect(200);
    const before = app.clock.now;
    app.clock.now = new Date(before.getTime() + 12 * 3_600_000);
    await agent.get('/dashboard').expect(303);
    app.clock.now = before;
  });

  it('begins under a new secret, so that a cookie planted before the sign-in opens nothing', async () => {
    const planted = 'B'.repeat(43);
    const page = await app.citizen().get('/sign-in').set('Cookie', `hai_long=${planted}`);
    await app
      .citizen()
      .post('/sign-in')
      .set('Cookie', `hai_long=${planted}`)
      .type('form')
      .send({ _csrf: csrfIn(page.text), name: 'quan-tri', password: administratorPassword })
      .expect(303);
    await app.citizen().get('/dashboard').set('Cookie', `hai_long=${planted}`).expect(303);
  });
});

describe('every answer', () => {
  it('keeps scripts, frames and types to this server', async () => {
    const reply = await app.citizen().get('/');
    expect(reply.headers['content-security-policy']).toContain("default-src 'self'");
    expect(reply.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.headers['x-powered-by']).toBeUndefined();
  });

  it('to an unknown address is a page in the language of the reader, or a problem document', async () => {
    const page = await app.citizen().get('/khong-co?lang=en').set('Accept', 'text/html').expect(404);
    expect(page.text).toContain('lang="en"');
    const document = await app.citizen().get('/api/v1/khong-co').expect(404);
    expect(document.type).toBe('application/problem+json');
    expect(document.body).toMatchObject({ status: 404, code: 'not-found' });
  });

  it.each([
    '/%',
    '/s/%E0%A4%A',
    '/s/..%2f..%2fetc',
    '/assets/..%2fbase.css',
    '/s/a?lang=vi&lang=en',
    '/?lang[]=vi',
    '//[',
    '/.//elsewhere.example',
  ])('to the hostile address %s is no server error', async (path) => {
    const reply = await app.citizen().get(path);
    expect(reply.status).toBeLessThan(500);
  });
});
