import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApp, type TestApp } from '../../app.js';
import { fieldsIn, wordsIn, type Fields } from './form-in.js';

let app: TestApp;
let id: string;

beforeAll(async () => {
  app = await openTestApp({ now: '2026-11-02T03:00:00Z' });
  id = await collector('sipas-2640-2017@1');
});
afterAll(() => app.close());

async function collector(
  questionnaire: string,
  unitCode = '00004',
  closesAt: Date | null = null,
): Promise<string> {
  const opensAt = new Date('2026-01-01T00:00:00Z');
  const wanted = { unitCode, questionnaire, channel: 'web' as const, randomSample: false, opensAt, closesAt };
  return (await app.house.services.collectors.create(wanted)).id;
}

/** One respondent with a browser that knows no scripts. */
function respondent(collectorId = id, language = 'vi') {
  let html = '';
  let status = 0;
  const take = (reply: { text: string; status: number }) => {
    html = reply.text;
    status = reply.status;
  };
  return {
    html: () => html,
    words: () => wordsIn(html),
    status: () => status,
    code: () => /receipt-code">([^<]+)/.exec(html)?.[1],
    fields: () => fieldsIn(html),
    open: async (query = '') => take(await app.citizen().get(`/s/${collectorId}?lang=${language}${query}`)),
    press: async (go: string, given: Fields = {}) =>
      take(
        await app
          .citizen()
          .post(`/s/${collectorId}?lang=${language}`)
          .type('form')
          .send({ ...fieldsIn(html), ...given, _go: go }),
      ),
  };
}

/** From the first screen to the page of a part. */
async function at(part: string, collectorId = id) {
  const one = respondent(collectorId);
  await one.open();
  await one.press(`part:${part}`);
  return one;
}

const storedOf = (one: { fields(): Fields }) => app.house.stores.responses.find(one.fields()['_id']![0]!);

describe('the survey without scripts', () => {
  it('says first who asks, how long it takes and that it is voluntary, and ticks nothing', async () => {
    const one = respondent();
    await one.open('&desk=3');
    expect(one.words()).toMatch(/Phường Ba Đình/);
    expect(one.words()).toMatch(/khoảng 5 phút/);
    expect(one.words()).toMatch(/từ đủ 18 tuổi/);
    expect(one.words()).toMatch(/tự nguyện/);
    expect(one.words()).toMatch(/Nơi tiếp nhận: 3/);
    expect(one.html()).not.toMatch(/\schecked/);
  });

  it('leads through one part a page to a receipt, and stores what was answered', async () => {
    const one = respondent();
    await one.open('&desk=3&procedure=1.004227');
    await one.press('next');
    await one.press('next', { a1: ['5'], a2: ['na'] });
    for (let part = 2; part <= 9; part += 1) await one.press('next');
    await one.press('next', { comment: ['Cán bộ rất tận tình'] });
    expect(one.words()).toMatch(/Rất hài lòng/);
    const fields = one.fields();
    await one.press('send');
    expect(one.status()).toBe(201);
    expect(one.code()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const stored = await app.house.stores.responses.find(fields['_id']![0]!);
    expect(stored).toMatchObject({
      answers: { a1: 5, a2: 'na', comment: 'Cán bộ rất tận tình' },
      desk: '3',
      language: 'vi',
      consent: { text: 'sipas-2640-2017@1#intro', sensitive: false },
    });
  });

  it('stores once when the sending is repeated', async () => {
    const one = await at('a');
    await one.press('part:comment', { a1: ['1'] });
    await one.press('next');
    const summary = one.fields();
    await one.press('send');
    const code = one.code();
    app.clock.now = new Date(app.clock.now.getTime() + 5_000);
    await one.press('send', summary);
    expect(one.status()).toBe(200);
    expect(one.code()).toBe(code);
  });

  it('goes back and on again without losing an answer', async () => {
    const one = await at('b');
    await one.press('back', { b1: ['2'] });
    expect(one.fields()['b1']).toEqual(['2']);
    await one.press('next', { a1: ['4'] });
    expect(one.html()).toMatch(/name="b1" value="2" checked/);
    await one.press('back');
    expect(one.html()).toMatch(/name="a1" value="4" checked/);
  });

  it('leads from the summary to one part and straight back', async () => {
    const one = await at('comment');
    await one.press('next');
    await one.press('part:b');
    expect(one.words()).toMatch(/Xem lại và gửi/);
    await one.press('check', { b1: ['1'] });
    expect(one.words()).toMatch(/Xem lại trước khi gửi/);
    expect(one.words()).toMatch(/Rất không hài lòng/);
  });

  it('changes the language in the middle and keeps the answers', async () => {
    const one = await at('a');
    const english = await app
      .citizen()
      .post(`/s/${id}?lang=en`)
      .type('form')
      .send({ ...one.fields(), a1: '3', _go: 'stay' });
    expect(english.text).toMatch(/<html lang="en"/);
    expect(wordsIn(english.text)).toMatch(/Part 1 of 10/);
    expect(english.text).toMatch(/name="a1" value="3" checked/);
  });

  it('names the question with too many choices, and keeps the rest', async () => {
    const one = await at('expectations');
    await one.press('next', { m: ['m1', 'm2', 'm3', 'm4'], a1: ['5'] });
    expect(one.status()).toBe(422);
    expect(one.html()).toMatch(/id="q-m"[^>]*aria-describedby="fault-m"/);
    expect(one.words()).toMatch(/Xin chọn không quá 3 mục/);
    expect(one.fields()).toMatchObject({ m: ['m1', 'm2', 'm3', 'm4'], a1: ['5'] });
  });

  it('leads back to the question when what is sent does not fit', async () => {
    const one = await at('a');
    await one.press('send', { m: ['m1', 'm2', 'm3', 'm4'] });
    expect(one.status()).toBe(422);
    expect(one.words()).toMatch(/Mong đợi của người dân/);
  });

  it('keeps an ethnic group only with the consent of its own', async () => {
    const without = await at('demographics');
    await without.press('part:comment', { dm6: ['kinh'] });
    expect(without.fields()['dm6']).toBeUndefined();
    const consenting = await at('demographics');
    await consenting.press('part:comment', { dm6: ['kinh'], sensitiveConsent: ['yes'] });
    expect(consenting.fields()).toMatchObject({ dm6: ['kinh'], sensitiveConsent: ['yes'] });
    await consenting.press('next');
    const fields = consenting.fields();
    await consenting.press('send');
    const stored = await storedOf({ fields: () => fields });
    expect(stored).toMatchObject({ answers: { dm6: 'kinh' }, consent: { sensitive: true } });
  });

  it('drops an answer whose condition does not hold', async () => {
    const one = await at('process');
    await one.press('next', { q5: ['on_time'], q6: ['yes'] });
    expect(one.fields()['q6']).toBeUndefined();
    const late = await at('process');
    await late.press('next', { q5: ['late'], q6: ['yes'] });
    expect(late.fields()['q6']).toEqual(['yes']);
  });

  it('leaves a damaged desk or procedure of a poster out, and lets parameters of messengers through', async () => {
    const one = respondent();
    await one.open(`&desk=${encodeURIComponent('<b>')}&procedure=x&fbclid=1`);
    expect(one.status()).toBe(200);
    expect(one.fields()['_desk']).toBeUndefined();
    expect(one.fields()['_procedure']).toBeUndefined();
  });

  it('shows a page, not a document for programs, when the collector has closed', async () => {
    const closed = await collector('hn-onestop-short@1', '00008', new Date('2026-02-01T00:00:00Z'));
    const reply = await app.citizen().get(`/s/${closed}?lang=en`).set('Accept', 'text/html');
    expect(reply.status).toBe(409);
    expect(wordsIn(reply.text)).toMatch(/The collector is not open/);
  });

  it('lets somebody who began in time finish after the end', async () => {
    const ending = await collector('hn-onestop-short@1', '00025', new Date(app.clock.now.getTime() + 60_000));
    const one = await at('s3', ending);
    app.clock.now = new Date(app.clock.now.getTime() + 120_000);
    await one.press('part:comment', { s3_1: ['4'] });
    await one.press('next');
    await one.press('send');
    expect(one.status()).toBe(201);
  });

  it('refuses a form whose own fields were tampered with', async () => {
    const one = await at('a');
    await one.press('next', { _id: ['not-a-uuid'] });
    expect(one.status()).toBe(400);
    const other = await at('a');
    await other.press('next', { _step: ['nowhere'] });
    expect(other.status()).toBe(400);
  });
});

describe('every form', () => {
  it.each(['sipas-2640-2017', 'sipas-1001-2023', 'hn-onestop-short', 'hn-land'])(
    '%s puts each question into a fieldset with a legend',
    async (form) => {
      const collectorId = form === 'sipas-2640-2017' ? id : await collector(`${form}@1`, '00070');
      const { text } = await app.citizen().get(`/s/${collectorId}`);
      const { questionnaire } = await app.house.services.collectors.find(collectorId);
      const items = questionnaire.parts.flatMap((part) => part.items);
      const marked = [...text.matchAll(/<fieldset class="question" id="q-([^"]+)"[^>]*>\s*<legend/g)];
      expect(marked.map((match) => match[1])).toEqual(items.map((item) => item.id));
    },
  );

  it('comes with at most 60 KB over the wire, fonts apart', async () => {
    const collectorId = await collector('sipas-1001-2023@1', '00082');
    const { text } = await app.citizen().get(`/s/${collectorId}`);
    const assets = new Set([...text.matchAll(/\/assets\/[^"]+/g)].map(([address]) => address));
    let bytes = gzipSync(text).length;
    for (const address of assets) {
      const reply = await app
        .citizen()
        .get(address)
        .buffer(true)
        .parse((answer, done) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => done(null, Buffer.concat(parts)));
        });
      expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      bytes += gzipSync(reply.body as Buffer).length;
    }
    expect(assets.size).toBeGreaterThanOrEqual(4);
    expect(bytes).toBeLessThan(60 * 1024);
  });
});
