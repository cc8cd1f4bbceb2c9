import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { csrfIn, openTestApp, type TestApp } from '../../app.js';
import { wordsIn } from './form-in.js';
import { fillSmallCity, smallCityPeriod } from './small-city.js';

let app: TestApp;
let agent: ReturnType<typeof supertest.agent>;
let csrf: string;
beforeAll(async () => {
  app = await openTestApp();
  agent = await app.administrator();
  await fillSmallCity(app);
  csrf = csrfIn((await agent.get('/snapshots')).text);
});
afterAll(() => app.close());

const shown = async (language = 'vi') => (await agent.get(`/snapshots?lang=${language}`).expect(200)).text;
const send = (path: string, form: object) =>
  agent
    .post(path)
    .set('Accept', 'text/html')
    .type('form')
    .send({ _csrf: csrf, ...form });
const freeze = (form: object) => send('/snapshots', { period: smallCityPeriod, ...form });
const frozen = () => app.house.services.snapshots.list(false);

describe('the desk of frozen figures', () => {
  it.each([
    ['vi', 'Thành phố Hà Nội', 'Chốt và công bố số liệu', 'không sửa, không gỡ'],
    ['en', 'Hanoi City', 'Freeze and publish figures', 'never changed or taken down'],
  ])('says in %s what freezing and publishing mean', async (language, unit, ...words) => {
    const text = await shown(language);
    for (const each of words) expect(wordsIn(text)).toContain(each);
    expect(text).toContain(`name="unit" value="${unit}"`);
  });

  it('freezes by the typed name of a unit, lists the figure, publishes it, and offers its files', async () => {
    await freeze({ unit: 'phuong ba dinh' }).expect(303).expect('Location', '/snapshots');
    const [snapshot] = await frozen();
    const before = await shown();
    // Every criterion: 30 of 40 satisfied = 75 %; so is their mean.
    expect(wordsIn(before)).toContain('75,00%');
    expect(before).toContain(`href="/api/v1/snapshots/${snapshot!.id}"`);
    expect(before).toContain(`href="/api/v1/snapshots/${snapshot!.id}/export.ndjson"`);
    expect(before).toContain(`name="id" value="${snapshot!.id}"`);
    await app.citizen().get(`/api/v1/snapshots/${snapshot!.id}`).expect(404);

    await send('/snapshots/publish', { id: snapshot!.id }).expect(303);
    const after = await shown();
    expect(after).not.toContain(`name="id" value="${snapshot!.id}"`);
    expect(wordsIn(after)).toContain('02/11/2026');
    await app.citizen().get(`/api/v1/snapshots/${snapshot!.id}`).expect(200);
  });

  it('shows a dash for a number of fewer than ten responses', async () => {
    await freeze({ unit: 'Phường Ngọc Hà' }).expect(303);
    const row = /<tr><th scope="row">Phường Ngọc Hà<.*?<\/tr>/s.exec(await shown())![0];
    expect(row).toMatch(/data-label="Chỉ số hài lòng chung">–</);
  });

  it.each([
    ['a name that several units have', { unit: 'phường' }, /id="unit-fault" role="alert"/],
    ['a name that no unit has', { unit: '<i>nowhere' }, /value="&lt;i&gt;nowhere"/],
    ['a period without answers', { unit: 'Phường Ba Đình', period: '2025-Q1' }, /Không có phiếu hợp lệ nào/],
  ])('comes back with the reason and what was typed for %s', async (_name, form, reason) => {
    const before = (await frozen()).length;
    const { text } = await freeze(form).expect(422);
    expect(text).toMatch(reason);
    expect(await frozen()).toHaveLength(before);
  });

  it.each([
    ['/snapshots', { period: '2026-Q9', unit: '01' }, 400],
    ['/snapshots', { period: '2026-Q3' }, 400],
    ['/snapshots', { period: '2026-Q3', unit: 'x'.repeat(5000) }, 400],
    ['/snapshots/publish', { id: '2026-Q3.01.0000000000000000' }, 404],
    ['/snapshots/publish', { id: '../01' }, 400],
    ['/snapshots/publish', { id: 'x', _csrf: 'guessed' }, 403],
  ])('answers %s with %p by a page that says why', async (path, form, status) => {
    const reply = await send(path, form).expect(status);
    expect(reply.type).toBe('text/html');
    expect(reply.text).toContain('<h1');
  });
});
