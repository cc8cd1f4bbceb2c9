import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApp, type TestApp } from '../../app.js';

let app: TestApp;
let collectorId: string;

beforeAll(async () => {
  app = await openTestApp();
  const wanted = {
    unitCode: '00004',
    questionnaire: 'hn-onestop-short@1',
    channel: 'kiosk' as const,
    randomSample: false,
    opensAt: new Date('2026-01-01T00:00:00Z'),
    closesAt: null,
  };
  collectorId = (await app.house.services.collectors.create(wanted)).id;
});
afterAll(() => app.close());

const setupIn = (html: string) =>
  JSON.parse(/<script type="application\/json" id="setup">([\s\S]*?)<\/script>/.exec(html)![1]!) as {
    desk: string | null;
    device: object;
  };

describe('the kiosk page', () => {
  it('brings the whole form in both languages, so that it goes on without a network', async () => {
    const { text } = await app.citizen().get(`/kiosk/${collectorId}`).expect(200);
    for (const [language, words] of [
      ['vi', 'Công chức giao tiếp lịch sự'],
      ['en', 'Officials are polite'],
    ]) {
      const template = new RegExp(`<template id="kiosk-${language}">[\\s\\S]*?</template>`).exec(text)?.[0];
      expect(template).toContain(words);
      expect(template).toContain('fieldset class="question"');
    }
  });

  it('waits 45 s and throws an abandoned form away unless the address says otherwise', async () => {
    const plain = await app.citizen().get(`/kiosk/${collectorId}`).expect(200);
    expect(setupIn(plain.text).device).toMatchObject({ idleSeconds: 45, onTimeout: 'discard' });
    const other = await app.citizen().get(`/kiosk/${collectorId}?idle=90&timeout=submit&desk=Q1`).expect(200);
    expect(setupIn(other.text)).toMatchObject({
      desk: 'Q1',
      device: { idleSeconds: 90, onTimeout: 'submit' },
    });
  });

  it('refuses a wait too short for a slow reader', async () => {
    await app.citizen().get(`/kiosk/${collectorId}?idle=14`).expect(400);
  });

  it('offers the ordinary page to a browser without scripts', async () => {
    const { text } = await app.citizen().get(`/kiosk/${collectorId}`);
    expect(text).toMatch(new RegExp(`<noscript>[\\s\\S]*href="/s/${collectorId}`));
  });
});
