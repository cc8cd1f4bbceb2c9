import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csrfIn, openTestApp, type TestApp } from '../app.js';
import { another, freezeSmallCity } from './frozen-city.js';
import { sendForm, type Agent } from './pages/account-forms.js';
import { wordsIn } from './pages/form-in.js';
import { smallCityPeriod as period } from './pages/small-city.js';

let app: TestApp;
let reviewer: Agent;
let second: Agent;
/** A response of Phường Ba Đình that looks unusual. */
let id: string;

beforeAll(async () => {
  app = await openTestApp();
  const { baDinh } = await freezeSmallCity(app);
  const answers = Object.fromEntries(Object.keys(baDinh.answers).map((item) => [item, 1]));
  id = (await another(app, baDinh, { answers, flags: ['too-fast'] })).id;
  reviewer = await app.signedIn('reviewer');
  second = await app.signedIn('reviewer');
});
afterAll(() => app.close());

const desk = async (by: Agent) => (await by.get(`/quality?period=${period}&lang=vi`).expect(200)).text;
async function send(by: Agent, act: string, more: object = {}): Promise<number> {
  return (await sendForm(by, csrfIn(await desk(by)), `/quality/${act}`, { period, id, ...more })).status;
}
const kinds = async () => (await app.house.stores.decisions.about(id)).map(({ kind }) => kind);
async function index(): Promise<{ value: number; n: number }> {
  await app.house.answerBlocks.rebuild();
  const { body } = await reviewer.get(`/api/v1/indices?period=${period}&unit=00004`).expect(200);
  return body.overall;
}
const reportWords = async () =>
  wordsIn((await reviewer.get(`/reports/${period}/00004.html?lang=vi`).expect(200)).text);

describe('a decision about quality', () => {
  it('takes two accounts, moves the index only then, and the report tells it with and without', async () => {
    // 30 of 41 respondents gave level 4: 100 · 30 / 41.
    expect(await index()).toMatchObject({ n: 41, value: expect.closeTo(73.170731, 5) });

    expect(await send(reviewer, 'propose', { kind: 'excluded', reason: 'quá nhanh' })).toBe(303);
    expect(await send(reviewer, 'confirm')).toBe(403);
    expect(await kinds()).toEqual([]);
    expect((await index()).n).toBe(41);

    expect(wordsIn(await desk(second))).toMatch(/quá nhanh \(reviewer-\d+, /);
    expect(await send(second, 'confirm')).toBe(303);
    expect(await kinds()).toEqual(['excluded']);
    expect(wordsIn(await desk(second))).toMatch(/Đề xuất: reviewer-\d+\. Xác nhận: reviewer-\d+\./);
    // 30 of the 40 that are left.
    expect(await index()).toMatchObject({ n: 40, value: expect.closeTo(75, 9) });
    const words = await reportWords();
    expect(words).toContain('Loại khi phúc tra: 1 phiếu');
    expect(words).toMatch(/Nếu tính cả các phiếu bị loại .* chỉ số hài lòng chung là 73,17/);
  });

  it('is undone by two accounts as well', async () => {
    expect(await send(second, 'propose', { kind: 'readmitted', reason: 'đã gọi hỏi lại' })).toBe(303);
    expect(await send(second, 'confirm')).toBe(403);
    expect(await send(reviewer, 'confirm')).toBe(303);
    expect(await kinds()).toEqual(['excluded', 'readmitted']);
    expect((await index()).n).toBe(41);
  });
});
