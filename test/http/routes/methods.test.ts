import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { csrfIn, openTestApp, type TestApp } from '../../app.js';

let app: TestApp;
let agent: ReturnType<typeof supertest.agent>;
let csrf: string;

beforeAll(async () => {
  app = await openTestApp();
  agent = await app.administrator();
  csrf = csrfIn((await agent.get('/snapshots').expect(200)).text);
});
afterAll(() => app.close());

const score = (method: string, values: object) =>
  agent.post(`/api/v1/methods/${method}/score`).set('X-CSRF-Token', csrf).send({ values });

describe('the methods', () => {
  it('are listed with kind, legal basis and source, the replaced one marked', async () => {
    const { body } = await agent.get('/api/v1/methods').expect(200);
    const methods = new Map(
      (body.methods as { id: string; kind: string; legacy: boolean }[]).map((one) => [one.id, one]),
    );
    expect(methods.get('sipas-2640-top2')).toMatchObject({ kind: 'survey', legacy: false });
    expect(methods.get('tt01-2018')).toMatchObject({ kind: 'score', legacy: true });
  });

  it('tell one by one what their parts weigh and what values these take', async () => {
    const { body } = await agent.get('/api/v1/methods/pci-2013').expect(200);
    const parts = body.parts as { id: string; share: number; range: object }[];
    // sipas.md §4.12: transparency weighs 20 % of the ten sub-indices 1–10.
    expect(parts.find(({ id }) => id === 'transparency')).toMatchObject({
      share: 0.2,
      range: { low: 1, high: 10 },
    });
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect((await agent.get('/api/v1/methods/sipas-2640-top2').expect(200)).body).toMatchObject({
      parts: [],
    });
    expect((await agent.get('/api/v1/methods/none').expect(404)).body).toMatchObject({
      code: 'method-not-found',
    });
  });

  it('show an official the parts and weights of a score', async () => {
    const { text } = await agent.get('/methods').expect(200);
    const row = text.split('<tr>').find((line) => line.includes('<code>transparency</code>'))!;
    expect(row).toContain('20,00%');
    expect(row).toContain('1–10');
  });

  it('that take values give a score with its parts and what was missing', async () => {
    const full = { openness: 18, progress: 20, digitisation: 22, online: 22, satisfaction: 18 };
    expect((await score('service-766', full).expect(200)).body).toMatchObject({ value: 100, missing: [] });
    const { body } = await score('service-766', { ...full, online: null }).expect(200);
    expect(body).toMatchObject({ value: null, missing: ['online'] });
  });

  it('name every value that does not fit, with its place', async () => {
    const { body } = await score('service-766', { openness: 19, colour: 1 }).expect(422);
    expect(body).toMatchObject({ code: 'values-invalid' });
    expect((body.faults as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/values/colour',
      '/values/openness',
    ]);
  });

  it.each(['no-such-method', 'sipas-2640-top2'])('give no score by %s', async (method) => {
    expect((await score(method, {}).expect(404)).body).toMatchObject({ code: 'method-not-found' });
  });

  it('take numbers alone', async () => {
    await score('service-766', { openness: '18' }).expect(400);
  });
});
