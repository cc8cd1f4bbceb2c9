import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApp, type TestApp } from '../../app.js';
import { wordsIn } from './form-in.js';

let app: TestApp;
let collectorId: string;

beforeAll(async () => {
  app = await openTestApp({ now: '2026-11-02T03:00:00Z' });
  const wanted = {
    unitCode: '00004',
    questionnaire: 'hn-onestop-short@1',
    channel: 'qr' as const,
    randomSample: false,
    opensAt: new Date('2026-01-01T00:00:00Z'),
    closesAt: null,
  };
  collectorId = (await app.house.services.collectors.create(wanted)).id;
});
afterAll(() => app.close());

async function receiptCode(): Promise<string> {
  const at = app.clock.now;
  const { receipt } = await app.house.services.submissions.accept(collectorId, {
    id: randomUUID(),
    answers: { s3_1: 5 },
    language: 'vi',
    procedure: null,
    desk: null,
    consent: { text: 'hn-onestop-short@1#intro', givenAt: at, sensitive: false },
    paradata: { startedAt: at, seconds: 40 },
  });
  return receipt.code;
}

const post = (path: string, code: string) => app.citizen().post(path).type('form').send({ code });

describe('the receipt page', () => {
  it('tells the state of an answer, and nothing of what was answered', async () => {
    const code = await receiptCode();
    const reply = await post('/receipt', code.toLowerCase().replaceAll('-', ' ')).expect(200);
    expect(wordsIn(reply.text)).toMatch(/Phường Ba Đình/);
    // 03:00 UTC is 10:00 in Hà Nội
    expect(wordsIn(reply.text)).toMatch(/10:00 02\/11\/2026/);
    expect(wordsIn(reply.text)).toMatch(/được tính vào kết quả/);
    expect(wordsIn(reply.text)).not.toMatch(/Rất hài lòng/);
  });

  it('takes an answer back after saying what that does not undo', async () => {
    const code = await receiptCode();
    const offer = await post('/receipt', code).expect(200);
    expect(wordsIn(offer.text)).toMatch(/không thay đổi các báo cáo đã công bố/);
    const done = await post('/receipt/withdraw', code).expect(200);
    expect(wordsIn(done.text)).toMatch(/Đã rút, không còn được tính/);
    const again = await post('/receipt', code).expect(200);
    expect(wordsIn(again.text)).toMatch(/Đã rút/);
    expect(again.text).not.toMatch(/action="\/receipt\/withdraw/);
  });

  it('says at the field that a code is unknown, and keeps what was typed', async () => {
    const reply = await post('/receipt', 'AAAA-BBBB-<b>').expect(404);
    expect(reply.text).toMatch(/id="code-fault" role="alert"/);
    expect(reply.text).toMatch(/value="AAAA-BBBB-&lt;b&gt;"/);
  });

  it('keeps the code out of every address', async () => {
    const code = await receiptCode();
    const reply = await post('/receipt', code).expect(200);
    expect(reply.text).not.toMatch(new RegExp(`(href|action)="[^"]*${code}`));
  });
});

describe('the home page', () => {
  it('leads to the receipt and to the sign-in, in both languages', async () => {
    for (const [language, words] of [
      ['vi', 'Lắng nghe người dân'],
      ['en', 'Listening to citizens'],
    ]) {
      const { text } = await app.citizen().get(`/?lang=${language}`).expect(200);
      expect(wordsIn(text)).toContain(words);
      expect(text).toMatch(/href="\/receipt"/);
      expect(text).toMatch(/href="\/sign-in"/);
    }
  });
});

describe('the problem page', () => {
  it('says in the language of the reader what happened and what was kept', async () => {
    const english = await app.citizen().get('/nowhere?lang=en').set('Accept', 'text/html').expect(404);
    expect(wordsIn(english.text)).toMatch(/This page or data does not exist/);
    expect(wordsIn(english.text)).toMatch(/sent successfully before is kept/);
    const vietnamese = await app.citizen().get('/s/no-such-one').set('Accept', 'text/html').expect(404);
    expect(wordsIn(vietnamese.text)).toMatch(/mã QR này không còn dùng được/);
  });
});
