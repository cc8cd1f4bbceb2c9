import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administratorPassword, csrfIn, openTestApp, type TestApp } from './app.js';
import supertest from 'supertest';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: '2026-11-02T03:00:00Z' });
});
afterAll(() => app.close());

describe('a house that was just opened', () => {
  it('leads from the first account over a collector and an answer to a number', async () => {
    const agent = supertest.agent(app.house.app);
    await agent.get('/sign-in').expect(303).expect('Location', '/setup');
    const setup = await agent.get('/setup').expect(200);
    await agent
      .post('/setup')
      .type('form')
      .send({
        _csrf: csrfIn(setup.text),
        name: 'quan-tri',
        password: administratorPassword,
        repeated: administratorPassword,
      })
      .expect(303);
    const empty = await agent.get('/dashboard').expect(200);
    expect(empty.text).toContain('Kết quả quý IV năm 2026');
    expect(empty.text).toContain('Chưa có phiếu nào trong kỳ này');

    const { collectors } = app.house.services;
    const opensAt = new Date('2026-11-01T00:00:00Z');
    const short = { questionnaire: 'hn-onestop-short@1', channel: 'qr' } as const;
    const { id } = await collectors.create({
      unitCode: '00004',
      ...short,
      randomSample: false,
      opensAt,
      closesAt: null,
    });
    const begun = '2026-11-02T02:58:00Z';
    await app
      .citizen()
      .post(`/api/v1/collectors/${id}/responses`)
      .send({
        id: randomUUID(),
        answers: { s3_1: 5, s2_1: 4, s4_1: 5 },
        language: 'vi',
        consent: { text: 'hn-onestop-short@1#intro', givenAt: begun },
        paradata: { startedAt: begun, seconds: 60 },
      })
      .expect(201);

    const shown = await agent.get('/dashboard').expect(200);
    expect(shown.text).toContain('Chỉ số hài lòng của phiếu nhanh');
    const table = await agent
      .get('/api/v1/indices?period=2026-Q4&by=element&method=hn-onestop-short-top2')
      .expect(200);
    expect(table.body.overall).toMatchObject({ n: 1, value: null, display: 'suppressed' });
  });

  it('makes no report of a period that has not begun', async () => {
    const agent = await app.administrator();
    const reply = await agent.get('/reports/2027-Q1/01.pdf').expect(400);
    expect(reply.type).toBe('text/html');
  });
});
