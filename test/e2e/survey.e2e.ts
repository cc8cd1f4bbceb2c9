import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { openSite, type Site } from './site.js';

let browser: Browser;
let site: Site;
let address: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
  address = `${site.origin}/s/${await site.collector('hn-onestop-short', 'qr')}`;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  page = await context.newPage();
});
afterEach(() => context.close());

const next = () => page.locator('[name=next]').click();
const level = (item: string, value: number) => page.locator(`input[name=${item}][value="${value}"]`).check();
const stored = async () => {
  const found = [];
  for await (const response of site.app.house.stores.responses.stream({})) found.push(response);
  return found;
};

/** To the summary, with one answer. */
async function answer(value: number): Promise<void> {
  await page.goto(address);
  await page.locator('form#survey .button-big').click();
  await level('s3_1', value);
  for (let part = 0; part < 6; part += 1) await next();
  await page.locator('.summary').first().waitFor();
}

describe('the survey in a browser', () => {
  it('goes from the first screen to a receipt code, and the answer is stored', async () => {
    const before = (await stored()).length;
    await answer(5);
    expect(await page.locator('.summary').first().textContent()).toContain('Rất hài lòng');
    await next();
    const code = await page.locator('.receipt-code').textContent();
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
    const responses = await stored();
    expect(responses).toHaveLength(before + 1);
    expect(responses.find(({ receipt }) => receipt === code)?.answers).toEqual({ s3_1: 5 });
  });

  it('goes back by the browser without losing an answer', async () => {
    await page.goto(address);
    await page.locator('form#survey .button-big').click();
    await level('s3_1', 4);
    await next();
    await level('s2_1', 2);
    await page.goBack();
    expect(await page.locator('input[name=s3_1][value="4"]').isChecked()).toBe(true);
    await next();
    expect(await page.locator('input[name=s2_1][value="2"]').isChecked()).toBe(true);
  });

  it('leads from the summary to one part and straight back', async () => {
    await answer(4);
    await page.locator('.summary button').first().click();
    await level('s3_1', 2);
    await next();
    expect(await page.locator('.summary').first().textContent()).toContain('Không hài lòng');
  });

  it('stays in the form with "back" after the language was changed in the middle', async () => {
    await page.goto(address);
    await page.locator('form#survey .button-big').click();
    await next();
    await page.locator('[data-language=en]').click();
    await page.locator('[data-item=s2_1] legend', { hasText: 'Rules are public' }).waitFor();
    await page.locator('[name=back]').click();
    expect(await page.locator('legend').first().textContent()).toContain('Officials are polite');
    await page.locator('[name=back]').click();
    await page.locator('form#survey').waitFor();
  });

  it('asks about the apology only when the result was late', async () => {
    await page.goto(address);
    await page.locator('form#survey .button-big').click();
    for (let part = 0; part < 4; part += 1) await next();
    const apology = page.locator('[data-item=q7]');
    expect(await apology.isVisible()).toBe(false);
    await page.locator('input[name=q5][value=late]').check();
    expect(await apology.isVisible()).toBe(true);
  });

  it('offers a form left unfinished on the device, also in the other language', async () => {
    await page.goto(address);
    await page.locator('form#survey .button-big').click();
    await level('s3_1', 1);
    await page.goto(`${address}?lang=en`);
    await page.locator('#resume button').first().click();
    expect(await page.locator('legend').first().textContent()).toContain('Officials are polite');
    expect(await page.locator('input[name=s3_1][value="1"]').isChecked()).toBe(true);
  });

  it('keeps a form on the device while the server cannot be reached, and sends it once', async () => {
    const before = (await stored()).length;
    await answer(2);
    await context.route('**/api/**', (route) => route.abort());
    await next();
    await page.locator('[data-note=kept]').waitFor();
    await page.reload();
    expect(await stored()).toHaveLength(before);
    await context.unroute('**/api/**');
    await page.reload();
    await page.locator('.notice-good').waitFor();
    expect(await page.locator('.notice-good').textContent()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    await page.reload();
    await page.locator('form#survey').waitFor();
    expect(await stored()).toHaveLength(before + 1);
  });

  it('leaves nothing on the device once the answer was sent', async () => {
    await answer(3);
    await next();
    await page.locator('.receipt-code').waitFor();
    const left = await page.evaluate(async () => {
      const open = indexedDB.open('hai-long-outbox');
      await new Promise((resolve) => (open.onsuccess = resolve));
      const all = open.result.transaction('parcels').objectStore('parcels').getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      return { drafts: Object.keys(localStorage), parcels: all.result };
    });
    expect(left).toEqual({ drafts: [], parcels: [] });
    await page.goBack();
    await page.locator('form#survey').waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
  });

  it('shows what the server does not take at its question', async () => {
    await answer(4);
    await context.route('**/api/**', async (route) => {
      const body = route.request().postDataJSON() as { answers: Record<string, unknown> };
      await route.continue({ postData: { ...body, answers: { ...body.answers, s2_1: 'na', q2: 'never' } } });
    });
    await next();
    await page.locator('.fault').waitFor();
    expect(await page.locator('[data-item=q2] .fault').count()).toBe(1);
    expect(await page.locator('.part-title').textContent()).toContain('Quá trình giải quyết công việc');
  });
});
