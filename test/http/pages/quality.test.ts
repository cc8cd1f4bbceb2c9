import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { receiptCode } from '../../../server/domain/receipt-code.js';
import { CASES_A_PAGE } from '../../../server/services/quality.js';
import { csrfIn, openTestApp, type TestApp } from '../../app.js';
import { response } from '../../domain/answers-fixture.js';
import { wordsIn } from './form-in.js';

let app: TestApp;
let agent: ReturnType<typeof supertest.agent>;
let csrf: string;
beforeAll(async () => {
  app = await openTestApp();
  agent = await app.administrator();
  csrf = csrfIn((await agent.get('/quality')).text);
});
afterAll(() => app.close());

const secret = 'bí mật của tôi';
let month = 0;
let period: string;
/** Every test has a month of its own. */
beforeEach(() => {
  month += 1;
  const of = new Date(Date.UTC(2020, month));
  period = of.toISOString().slice(0, 7);
});

/** Stores a response of this test's month that raised these rules; answers its id. */
async function flagged(...flags: string[]): Promise<string> {
  const id = randomUUID();
  const given = { receipt: receiptCode(id), receivedAt: new Date(`${period}-10T03:00:00Z`) };
  await app.house.stores.responses.insertMany([
    response({
      id,
      ...given,
      questionnaire: { id: 'hn-onestop-short', version: 1 },
      answers: { comment: secret },
      flags,
    }),
  ]);
  return id;
}
const desk = (more: Record<string, string> = {}) =>
  agent.get('/quality').query({ period, lang: 'vi', ...more });
const send = (act: string, form: object) =>
  agent
    .post(`/quality/${act}`)
    .set('Accept', 'text/html')
    .type('form')
    .send({ _csrf: csrf, period, ...form });
const propose = (id: string, kind = 'excluded') => send('propose', { id, kind, reason: 'quá nhanh' });
const decisions = (id: string) => app.house.stores.decisions.about(id);

describe('the quality desk', () => {
  it.each([
    ['vi', 'Trả lời nhanh hơn 2 giây mỗi câu', 'không hiện nội dung trả lời'],
    ['en', 'Answered faster than 2 seconds an item', 'never what was answered'],
  ])('lists in %s what raised a rule for people, and shows no answer', async (lang, rule, lead) => {
    const [fast, equal] = [await flagged('too-fast'), await flagged('all-equal')];
    const { text } = await desk({ lang }).expect(200);
    for (const words of [rule, lead]) expect(wordsIn(text)).toContain(words);
    expect(text).toContain(`name="id" value="${fast}"`);
    expect(text).not.toContain(equal);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(receiptCode(fast));
  });

  it('names the rule where a rule was the reason to leave a response out', async () => {
    const id = await flagged('too-fast');
    await app.house.services.quality.propose(id, 'excluded', 'too-fast', 'reviewer-1');
    await app.house.services.quality.confirm(id, 'reviewer-2');
    expect(wordsIn((await desk()).text)).toContain('Loại ngày 02/11/2026: Trả lời nhanh hơn 2 giây mỗi câu');
  });

  it('says that nothing waits where nothing waits', async () => {
    expect(wordsIn((await desk().expect(200)).text)).toContain('Không còn phiếu nào cần xem');
  });

  it('turns pages by links', async () => {
    for (let n = 0; n <= CASES_A_PAGE; n += 1) await flagged('too-fast');
    const first = await desk();
    expect(first.text).toMatch(/href="\/quality\?period&#x3D;[\d-]+&amp;page&#x3D;2" rel="next"/);
    const second = await desk({ page: '2' });
    expect(second.text.match(/<article/g)).toHaveLength(1);
    expect(second.text).toMatch(/rel="prev"/);
  });

  it.each([
    ['period=2026-Q9', 400],
    ['period=2026-Q3&page=0', 400],
    ['period=2026-Q3&page=1e9', 400],
    ['period=2026-Q3&period=2026-Q4', 400],
  ])('refuses ?%s with a page', async (query, status) => {
    const reply = await agent.get(`/quality?${query}`).set('Accept', 'text/html').expect(status);
    expect(reply.type).toBe('text/html');
  });
});

describe('a proposal', () => {
  it('waits for another person, and its proposer cannot confirm it', async () => {
    const id = await flagged('too-fast');
    await propose(id).expect(303).expect('Location', `/quality?period=${period}`);
    const { text } = await desk();
    expect(wordsIn(text)).toContain('cần một tài khoản khác xác nhận');
    expect(text).not.toContain('action="/quality/confirm"');
    // The button is not offered; a request made by hand is refused all the same.
    const refused = await send('confirm', { id }).expect(403);
    expect(wordsIn(refused.text)).toContain('Người đề xuất không được tự xác nhận');
    expect(await decisions(id)).toEqual([]);
  });

  it('of somebody else becomes a decision with both names, and the case can be put back', async () => {
    const id = await flagged('too-fast');
    await app.house.services.quality.propose(id, 'excluded', 'hai giây', 'reviewer-1');
    expect((await desk()).text).toContain('action="/quality/confirm"');
    await send('confirm', { id }).expect(303);
    expect(await decisions(id)).toMatchObject([
      { kind: 'excluded', reason: 'hai giây', proposedBy: 'reviewer-1', by: 'administrator' },
    ]);
    await send('confirm', { id }).expect(303);
    expect(await decisions(id)).toHaveLength(1);
    expect(wordsIn((await desk()).text)).toContain('Đã loại (1)');
    await propose(id, 'readmitted').expect(303);
    expect(wordsIn((await desk()).text)).toContain('Đề xuất được tính');
  });

  it('is taken back by its proposer, and the case waits again', async () => {
    const id = await flagged('too-fast');
    await propose(id).expect(303);
    expect(wordsIn((await desk()).text)).toContain('Rút đề xuất');
    await send('decline', { id }).expect(303);
    expect(wordsIn((await desk()).text)).toContain('Chờ đề xuất (1)');
    await send('decline', { id }).expect(404);
  });

  it('is escaped where it is shown', async () => {
    const id = await flagged('too-fast');
    await send('propose', { id, kind: 'excluded', reason: '<img src=x onerror=alert(1)>' }).expect(303);
    const { text } = await desk();
    expect(text).toContain('&lt;img src&#x3D;x');
    expect(text).not.toContain('<img src=x');
  });

  it('is made once', async () => {
    const id = await flagged('too-fast');
    await propose(id).expect(303);
    await propose(id, 'readmitted').expect(409);
  });

  it.each([
    ['a response without a rule for people', async () => ({ id: await flagged('all-equal') }), 404],
    ['a response that does not exist', async () => ({ id: randomUUID() }), 404],
    ['a name that is no id', async () => ({ id: '../../x' }), 400],
    ['a withdrawal', async () => ({ id: await flagged('too-fast'), kind: 'withdrawn' }), 400],
    ['no reason', async () => ({ id: await flagged('too-fast'), reason: '' }), 400],
    ['blanks for a reason', async () => ({ id: await flagged('too-fast'), reason: '      ' }), 400],
    ['a guessed token', async () => ({ id: await flagged('too-fast'), _csrf: 'guessed' }), 403],
  ])('is refused for %s', async (_name, form, status) => {
    const reply = await send('propose', { kind: 'excluded', reason: 'quá nhanh', ...(await form()) });
    expect([reply.status, reply.type]).toEqual([status, 'text/html']);
  });
});
