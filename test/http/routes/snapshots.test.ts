import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { csrfIn, openTestApp, type TestApp } from '../../app.js';
import { fillSmallCity, smallCityPeriod } from '../pages/small-city.js';

let app: TestApp;
let agent: ReturnType<typeof supertest.agent>;
let csrf: string;

beforeAll(async () => {
  app = await openTestApp();
  agent = await app.administrator();
  await fillSmallCity(app);
  csrf = csrfIn((await agent.get('/snapshots').expect(200)).text);
});
afterAll(() => app.close());

const address = '/api/v1/snapshots';
const post = (path: string, body: object) => agent.post(path).set('X-CSRF-Token', csrf).send(body);
const freeze = (unit: string) => post(address, { period: smallCityPeriod, unit });
const listed = async (by: ReturnType<TestApp['citizen']>) =>
  ((await by.get(address).expect(200)).body as { id: string }[]).map(({ id }) => id);

describe('freezing', () => {
  it('answers 201 with the index and the root, and the same snapshot when it is repeated', async () => {
    const { body } = await freeze('00004').expect(201);
    expect(body.id).toMatch(/^2026-Q3\.00004\.[0-9a-f]{16}$/);
    // Every criterion: 30 of 40 satisfied = 75 %; so is their mean.
    expect(body.content).toMatchObject({
      responses: 40,
      received: 40,
      index: { overall: { n: 40, value: 75 } },
      tree: { root: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(body.publishedAt).toBeNull();
    expect((await freeze('00004').expect(201)).body).toEqual(body);
  });

  it('hides a number of fewer than ten responses and its counts', async () => {
    const { body } = await freeze('00008').expect(201);
    expect(body.content.index.overall).toMatchObject({ display: 'suppressed', value: null });
    for (const criterion of body.content.index.criteria)
      expect(criterion).toMatchObject({ counts: null, figure: { value: null } });
  });

  it.each([
    ['a period without answers', { period: '2025-Q1', unit: '00004' }, 409, 'nothing-to-freeze'],
    ['a period that no calendar has', { period: '2026-Q9', unit: '00004' }, 400, 'malformed-request'],
    ['an unknown unit', { period: '2026-Q3', unit: '99999' }, 404, 'unit-not-found'],
    ['an unknown method', { period: '2026-Q3', unit: '01', method: 'no-such' }, 404, 'method-not-found'],
    ['an operator instead of a unit', { period: '2026-Q3', unit: { $ne: '' } }, 400, 'malformed-request'],
    ['a member nobody asked for', { period: '2026-Q3', unit: '01', by: 'me' }, 400, 'malformed-request'],
    ['nothing', {}, 400, 'malformed-request'],
  ])('refuses %s', async (_name, body, status, code) => {
    const before = await listed(agent);
    const reply = await post(address, body);
    expect([reply.status, reply.type, reply.body.code]).toEqual([status, 'application/problem+json', code]);
    expect(await listed(agent)).toEqual(before);
  });

  it('is refused without the token of the session', async () => {
    const body = { period: smallCityPeriod, unit: '01' };
    expect((await agent.post(address).send(body).expect(403)).body.code).toBe('csrf-token-invalid');
    expect((await app.citizen().post(address).send(body).expect(401)).body.code).toBe('sign-in-required');
  });
});

describe('a snapshot', () => {
  it('is unknown to strangers until it is published, and names no account then', async () => {
    const { body: frozen } = await freeze('01').expect(201);
    expect(await listed(agent)).toContain(frozen.id);
    expect(await listed(app.citizen())).toEqual([]);
    const hidden = await app.citizen().get(`${address}/${frozen.id}`).expect(404);
    expect(hidden.body.code).toBe('not-found');

    const published = await post(`${address}/${frozen.id}/publication`, {}).expect(200);
    expect(published.body.publishedAt).toBe(app.clock.now.toISOString());
    expect(await listed(app.citizen())).toEqual([frozen.id]);
    const shown = await app.citizen().get(`${address}/${frozen.id}`).expect(200);
    expect(shown.body).toEqual(published.body);
    expect(shown.text).not.toMatch(/administrator|quan-tri/);
    expect(shown.body).toEqual({ ...frozen, publishedAt: app.clock.now.toISOString() });
  });

  it('keeps the moment of its first publication', async () => {
    const { body } = await freeze('01');
    const first = await post(`${address}/${body.id}/publication`, {}).expect(200);
    const before = app.clock.now;
    app.clock.now = new Date(before.getTime() + 60_000);
    const again = await post(`${address}/${body.id}/publication`, {}).expect(200);
    app.clock.now = before;
    expect(again.body).toEqual(first.body);
  });

  it('gives its records to officials alone, one a line, with a last line that counts them', async () => {
    const { body } = await freeze('00004');
    await app.citizen().get(`${address}/${body.id}/export.ndjson`).expect(401);
    const { text, headers } = await agent.get(`${address}/${body.id}/export.ndjson`).buffer(true).expect(200);
    expect(headers['content-disposition']).toBe(`attachment; filename="${body.id}.ndjson"`);
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(41);
    expect(JSON.parse(lines[0]!)).toMatchObject({ unitCode: '00004', answers: { a1: expect.any(Number) } });
    const sha256 = createHash('sha256')
      .update(text.slice(0, text.indexOf(lines[40]!)))
      .digest('hex');
    expect(JSON.parse(lines[40]!)).toEqual({ end: { rows: 40, sha256 } });
  });

  it.each(['2026-Q3.01.0000000000000000', 'x', '..%2F..%2Fetc', '2026-Q3.01.%00', '%24ne'])(
    'is not found by the name %s',
    async (name) => {
      for (const path of [name, `${name}/export.ndjson`])
        expect((await agent.get(`${address}/${path}`).expect(404)).body.code).toBe('not-found');
      expect((await post(`${address}/${name}/publication`, {}).expect(404)).body.code).toBe('not-found');
    },
  );
});
