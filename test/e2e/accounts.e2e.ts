import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { administratorPassword } from '../app.js';
import { another, freezeSmallCity } from '../http/frozen-city.js';
import { smallCityPeriod } from '../http/pages/small-city.js';
import { axeViolations } from './axe-violations.js';
import { openBrowser } from './browser.js';
import { openSite, type Site } from './site.js';

let browser: Browser;
let site: Site;
/** The response that two persons decide about. */
let id: string;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
  const { baDinh } = await freezeSmallCity(site.app);
  id = (await another(site.app, baDinh, { flags: ['too-fast'] })).id;
  await site.app.house.services.accounts.createFirst('quan-tri', administratorPassword);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A browser of its own at the sign-in, filled in and sent. */
async function signIn(name: string, password: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled,
    locale: 'vi-VN',
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto(`${site.origin}/sign-in`);
  await page.fill('#name', name);
  await page.fill('#password', password);
  await page.click('main button');
  return page;
}

/** What axe objects to, and by how much the page is too wide on a phone, a tablet and a screen. */
async function objections(page: Page): Promise<string[]> {
  const found = await axeViolations(page);
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (excess > 0) found.push(`${excess} pixels too wide at ${width}`);
  }
  return found;
}

/** Adds an account on the page and reads the password that is told there once. */
async function addReviewer(page: Page, name: string): Promise<string> {
  await page.goto(`${site.origin}/accounts`);
  await page.fill('#name', name);
  await page.check('input[value=reviewer]');
  await page.click('form[action="/accounts"] button');
  return (await page.textContent('.secret code'))!;
}

/** Signs in with a temporary password and chooses another. */
async function newcomer(name: string, temporary: string, withScripts: boolean): Promise<Page> {
  const page = await signIn(name, temporary, withScripts);
  await page.waitForURL('**/account');
  await page.fill('#current', temporary);
  for (const field of ['#password', '#repeated'])
    await page.fill(field, `${administratorPassword} của ${name}`);
  await page.click('main button');
  await page.waitForURL('**/account?changed=yes');
  await page.goto(`${site.origin}/quality?period=${smallCityPeriod}`);
  return page;
}

describe('two researchers whom the administrator adds', () => {
  it('decide together about a response, which neither does alone', async () => {
    const administrator = await signIn('quan-tri', administratorPassword);
    const lan = await newcomer('lan', await addReviewer(administrator, 'lan'), true);
    const minh = await newcomer('minh', await addReviewer(administrator, 'minh'), false);
    // The list has rows of every state now, and the told password stands above it.
    expect(await objections(administrator)).toEqual([]);

    await lan.fill(`#reason-${id}`, 'Trả lời quá nhanh');
    await lan.click('button[value=excluded]');
    await lan.getByText('cần một tài khoản khác xác nhận').waitFor();
    expect(await lan.locator('form[action="/quality/confirm"]').count()).toBe(0);
    expect(await objections(lan)).toEqual([]);

    await minh.reload();
    await minh.getByText('Trả lời quá nhanh (lan,').waitFor();
    await minh.click('form[action="/quality/confirm"] button');
    await minh.locator('details', { hasText: 'Ba Đình' }).locator('summary').click();
    await minh.getByText('Đề xuất: lan. Xác nhận: minh.').waitFor();
    expect(await site.app.house.stores.decisions.about(id)).toMatchObject([
      { kind: 'excluded', proposedBy: 'name lan', by: 'name minh' },
    ]);
    for (const page of [administrator, lan, minh]) await page.context().close();
  });
});
