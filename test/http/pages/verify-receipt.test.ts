import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isProofSound } from '../../../server/services/snapshots/prove-inclusion.js';
import type { InclusionProof } from '../../../server/domain/snapshot.js';
import { withdrawalId } from '../../../server/domain/decision.js';
import { openTestApp, type TestApp } from '../../app.js';
import { freezeSmallCity, type FrozenCity } from '../frozen-city.js';
import { wordsIn } from './form-in.js';

let app: TestApp;
let city: FrozenCity;
beforeAll(async () => {
  app = await openTestApp();
  city = await freezeSmallCity(app);
});
afterAll(() => app.close());

const verify = (code: string, language = 'vi') =>
  app.citizen().post(`/results/verify?lang=${language}`).type('form').send({ code });
const download = (code: string, snapshot: string) =>
  app.citizen().post('/results/verify/proof').type('form').send({ code, snapshot });

describe('the page of published numbers', () => {
  it.each([
    ['vi', 'Quý III năm 2026', 'Mã băm gốc', 'Thành phố Hà Nội'],
    ['en', 'Q3 2026', 'Root hash', 'Hanoi City'],
  ])('names in %s what is published and nothing else', async (language, period, root, unit) => {
    const { text } = await app.citizen().get(`/results/verify?lang=${language}`).expect(200);
    for (const words of [period, root, unit])
      expect(wordsIn(text).toLowerCase()).toContain(words.toLowerCase());
    expect(text).toContain(city.published.content.tree.root);
    expect(text).not.toContain(city.unpublished.id);
    expect(text).not.toContain(city.unpublished.content.tree.root);
  });

  it('is reached from the home page and from the page of a receipt', async () => {
    for (const path of ['/', '/receipt']) {
      const { text } = await app.citizen().get(path).expect(200);
      expect(text).toContain('href="/results/verify"');
    }
    const { text } = await app.citizen().post('/receipt').type('form').send({ code: city.baDinh.receipt });
    expect(text).toMatch(
      /<form[^>]*method="post" action="\/results\/verify\?lang&#x3D;vi"|<form[^>]*method="post" action="\/results\/verify\?lang=vi"/,
    );
    expect(text).not.toMatch(new RegExp(`(href|action)="[^"]*${city.baDinh.receipt}`));
  });
});

describe('a receipt in the published numbers', () => {
  it.each([
    ['vi', 'Phiếu của Ông/Bà nằm trong con số này', /Phiếu thứ \d+ trong 57 phiếu/],
    ['en', 'Your response is in this number', /Response \d+ of 57/],
  ])('is told in %s, with its place and its path', async (language, words, place) => {
    const { text } = await verify(city.baDinh.receipt, language).expect(200);
    expect(wordsIn(text)).toContain(words);
    expect(wordsIn(text)).toMatch(place);
    expect(text).toContain(city.published.content.tree.root);
    const { body } = await download(city.baDinh.receipt, city.published.id).expect(200);
    for (const hash of [body.leaf, ...body.path] as string[]) expect(text).toContain(hash);
  });

  it('comes with no answer, no id and no code in an address', async () => {
    const { text } = await verify(city.baDinh.receipt).expect(200);
    expect(text).not.toContain(city.baDinh.id);
    expect(text).not.toMatch(new RegExp(`(href|action)="[^"]*${city.baDinh.receipt}`));
    // Every criterion was answered with one level, and each level has its words.
    expect(wordsIn(text)).not.toMatch(/Rất hài lòng|Không hài lòng|Bình thường/);
    expect(text).not.toContain(city.unpublished.id);
  });

  it('is proven by a file that holds by itself', async () => {
    const reply = await download(city.giangVo.receipt, city.published.id).expect(200);
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="proof-${city.published.id}.json"`,
    );
    const proof = reply.body as InclusionProof;
    expect(isProofSound(proof)).toBe(true);
    expect(proof.root).toBe(city.published.content.tree.root);
  });

  it('stays proven after it is withdrawn, because what was published is not changed', async () => {
    const { id, receipt, unitCode, questionnaire, receivedAt } = city.giangVo;
    await app.house.stores.decisions.insert({
      id: withdrawalId(id),
      responseId: id,
      kind: 'withdrawn',
      reason: 'withdrawn',
      by: null,
      receivedAt: app.clock.now,
      response: { unitCode, questionnaire, receivedAt },
    });
    expect(wordsIn((await verify(receipt).expect(200)).text)).toContain('nằm trong con số này');
    // The next number is frozen without it, and says so.
    const next = await app.house.services.snapshots.freeze('2026-Q3', '00025', 'administrator');
    expect(next.content).toMatchObject({ responses: 11, received: 12 });
    await app.house.services.snapshots.publish(next.id, 'administrator');
    expect(wordsIn((await verify(receipt).expect(200)).text)).toContain(
      'Phiếu của Ông/Bà không nằm trong con số này',
    );
    await download(receipt, next.id).expect(404);
  });

  it('is not proven by a snapshot that nobody published', async () => {
    await download(city.baDinh.receipt, city.unpublished.id).expect(404);
  });
});

describe('a code that is unknown', () => {
  it.each([
    ['vi', 'Không tìm thấy phiếu có mã này'],
    ['en', 'There is no response with this code'],
  ])('is told at the field in %s, and what was typed stays', async (language, words) => {
    const { text } = await verify('AAAA-<b>"', language).expect(404);
    expect(text).toMatch(/id="code-fault" role="alert"/);
    expect(wordsIn(text)).toContain(words);
    expect(text).toContain('value="AAAA-&lt;b&gt;&quot;"');
  });

  it.each([
    ['a text without end', { code: 'A'.repeat(5000) }, 400],
    ['two codes', { code: ['a', 'b'] }, 400],
    ['an operator', { 'code[$ne]': 'x' }, 400],
    ['no code', {}, 400],
  ])('is a page with its reason for %s', async (_name, form, status) => {
    const reply = await app
      .citizen()
      .post('/results/verify')
      .set('Accept', 'text/html')
      .type('form')
      .send(form)
      .expect(status);
    expect(reply.type).toBe('text/html');
    expect(reply.text).toContain('<h1');
  });
});
