import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApp, type TestApp } from '../../app.js';

const collectorId = '00004-sipas-2640-2017-kiosk';
const address = `/api/v1/collectors/${collectorId}/responses`;
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await app.house.services.collectors.create({
    unitCode: '00004',
    questionnaire: 'sipas-2640-2017@1',
    channel: 'kiosk',
    randomSample: false,
    opensAt: new Date('2026-10-01T00:00:00Z'),
    closesAt: new Date('2026-12-01T00:00:00Z'),
  });
});
afterAll(() => app.close());

const submission = (more: object = {}) => ({
  id: randomUUID(),
  answers: { a1: 4, a2: 5, c1: 'na', q2: '1' },
  language: 'vi',
  consent: { text: 'sipas-2640-2017@1#intro', givenAt: '2026-11-02T02:58:00Z' },
  paradata: { startedAt: '2026-11-02T02:58:00Z', seconds: 95 },
  ...more,
});
const post = (body: object) => app.citizen().post(address).send(body);
const stored = () => app.house.stores.responses.count({});

describe('handing in a response', () => {
  it('answers 201 with a receipt code, and 200 with the same one when it is repeated', async () => {
    const body = submission();
    const first = await post(body).expect(201);
    expect(first.body.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const again = await post({ ...body, paradata: { ...body.paradata, seconds: 99 } }).expect(200);
    expect(again.body).toEqual(first.body);
  });

  it('stores one of twenty that arrive at the same time', async () => {
    const before = await stored();
    const body = submission();
    const replies = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    expect(replies.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect(new Set(replies.map(({ body: { code } }) => code)).size).toBe(1);
    expect(await stored()).toBe(before + 1);
  });

  it('keeps the questionnaire version, channel and unit of the collector with the answers', async () => {
    const body = submission();
    await post(body).expect(201);
    expect(await app.house.stores.responses.find(body.id)).toMatchObject({
      questionnaire: { id: 'sipas-2640-2017', version: 1 },
      unitCode: '00004',
      channel: 'kiosk',
      randomSample: false,
      answers: body.answers,
      receivedAt: app.clock.now,
    });
  });

  it('refuses the same id with other answers and keeps the first', async () => {
    const body = submission();
    await post(body).expect(201);
    const reply = await post({ ...body, answers: { a1: 1 } }).expect(409);
    expect(reply.body.code).toBe('response-differs');
    expect((await app.house.stores.responses.find(body.id))?.answers).toEqual(body.answers);
  });

  it('takes the id in capital letters for the same id', async () => {
    const body = submission();
    await post(body).expect(201);
    await post({ ...body, id: body.id.toUpperCase() }).expect(200);
  });

  it('acknowledges a repeat even after the collector has closed, and takes nothing new then', async () => {
    const body = submission();
    await post(body).expect(201);
    app.clock.now = new Date('2027-01-15T00:00:00Z');
    try {
      await post(body).expect(200);
      const reply = await post(submission()).expect(409);
      expect(reply.body.code).toBe('collector-closed');
    } finally {
      app.clock.now = new Date('2026-11-02T03:00:00Z');
    }
  });

  it.each([
    ['a level outside the scale', { answers: { a1: 6 } }, 400],
    ['an unknown option', { answers: { q2: '99' } }, 422],
    ['an unknown item', { answers: { zz9: 3 } }, 422],
    ['an answer to a question that was not shown', { answers: { q6: 'yes' } }, 422],
    ['an answer to a sensitive question without its consent', { answers: { dm6: 'kinh' } }, 422],
    ['a procedure that does not exist', { procedure: '9.999999' }, 422],
    ['no consent', { consent: undefined }, 400],
    [
      'consent to another text',
      { consent: { text: 'hn-land@1#intro', givenAt: '2026-11-02T02:58:00Z' } },
      422,
    ],
    ['a member nobody asked for', { name: 'x' }, 400],
    ['an id that is no UUID', { id: '../../etc/passwd' }, 400],
    ['answers as a list', { answers: [4, 5] }, 400],
    ['an operator instead of a value', { answers: { a1: { $gt: 0 } } }, 400],
    ['an operator instead of an id', { id: { $ne: null } }, 400],
    ['a polluting member name', JSON.parse('{"answers":{"__proto__":5}}') as object, 400],
    ['a date far from any calendar', { paradata: { startedAt: '99999-99-99', seconds: 1 } }, 400],
    ['a text of a megabyte', { answers: { comment: 'x'.repeat(1_000_000) } }, 413],
  ])('refuses %s with a problem document and stores nothing', async (_name, more, status) => {
    const before = await stored();
    const reply = await post(submission(more));
    expect(reply.status).toBe(status);
    expect(reply.type).toBe('application/problem+json');
    expect(reply.body).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
    expect(await stored()).toBe(before);
  });

  it.each([
    ['broken JSON', 'application/json', '{"id": "x', 400],
    ['a JSON text that is no object', 'application/json', '"x"', 400],
    ['XML', 'application/xml', '<a/>', 415],
    ['a form', 'application/x-www-form-urlencoded', 'id=1', 415],
    ['nothing', 'application/json', '', 400],
  ])('refuses %s', async (_name, type, text, status) => {
    const reply = await app.citizen().post(address).type(type).send(text);
    expect(reply.status).toBe(status);
    expect(reply.type).toBe('application/problem+json');
  });

  it('says where an answer does not fit', async () => {
    const reply = await post(submission({ answers: { a1: 4, q2: '99' } })).expect(422);
    expect(reply.body.faults).toEqual([expect.objectContaining({ pointer: '/answers/q2' })]);
  });

  it('knows no collector by a wrong name', async () => {
    const reply = await app
      .citizen()
      .post('/api/v1/collectors/khong-co/responses')
      .send(submission())
      .expect(404);
    expect(reply.body.code).toBe('collector-not-found');
  });

  it('logs nothing of the answers', async () => {
    const secret = 'bí mật của tôi 0912345678';
    await post(submission({ answers: { comment: secret } }));
    await post(submission({ answers: { zz9: secret } }));
    await app.citizen().post(address).type('json').send(`{"answers": "${secret}`);
    expect(app.logged.join('')).not.toContain('bí mật');
    expect(app.logged.join('')).not.toContain('0912345678');
  });

  it('answers other methods with 405 and says which one there is', async () => {
    const reply = await app.citizen().get(address).expect(405);
    expect(reply.headers['allow']).toBe('POST');
  });
});
