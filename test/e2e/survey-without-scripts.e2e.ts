import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { openSite, type Site } from './site.js';

let browser: Browser;
let site: Site;
let address: string;
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
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
  });
  page = await context.newPage();
  await page.goto(address);
});
afterEach(() => page.context().close());

/** Does something that leads to another page, and waits until that page stands: only then there is a way back. */
async function leave(action: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), action()]);
}
const press = (go: string) => leave(() => page.locator(`form [name=_go][value="${go}"]`).first().click());
const box = (item: string, value: string) => page.locator(`input[name=${item}][value="${value}"]`);

describe('the survey in a browser without scripts', () => {
  it('goes back by the button and by the browser without losing an answer, and ends with a receipt', async () => {
    await press('next');
    await box('s3_1', '5').check();
    await press('next');
    await box('s2_1', '2').check();
    await press('next');
    await page.goBack();
    expect(await box('s2_1', '2').isChecked()).toBe(true);
    await press('back');
    expect(await box('s3_1', '5').isChecked()).toBe(true);
    for (let part = 0; part < 6; part += 1) await press('next');
    expect(await page.locator('.summary').first().textContent()).toContain('Rất hài lòng');
    await press('send');
    const code = (await page.locator('.receipt-code').textContent())!;
    const stored = await site.app.house.stores.responses.findByReceipt(code);
    expect(stored?.answers).toEqual({ s3_1: 5, s2_1: 2 });
  });

  it('looks the answer up by its code and takes it back', async () => {
    await press('next');
    await box('s3_1', '5').check();
    for (let part = 0; part < 6; part += 1) await press('next');
    await press('send');
    const code = (await page.locator('.receipt-code').textContent())!;
    await leave(() => page.locator('a[href="/receipt"]').first().click());
    await page.locator('#code').fill(code.toLowerCase());
    await leave(() => page.locator('main button').click());
    await leave(() => page.locator('.button-danger').click());
    expect(await page.locator('main').textContent()).toContain('Đã rút, không còn được tính');
  });
});
