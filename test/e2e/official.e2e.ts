import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { administratorPassword } from '../app.js';
import { flagSmallCity } from '../http/flagged-city.js';
import { freezeSmallCity } from '../http/frozen-city.js';
import { smallCityPeriod } from '../http/pages/small-city.js';
import { axeViolations } from './axe-violations.js';
import { openBrowser } from './browser.js';
import { openAll } from './open-all.js';
import { openSite, type Site } from './site.js';

let browser: Browser;
let site: Site;
let signedIn: BrowserContext;
let card: string;

const dashboard = `/dashboard?period=${smallCityPeriod}&unit=01`;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
  await flagSmallCity(site.app, await freezeSmallCity(site.app));
  card = `/collectors/${await site.collector('hn-onestop-short', 'qr')}/card`;
  signedIn = await browser.newContext({ viewport: { width: 1440, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page of the signed-in official; complaints are script errors and breaches of the page's policy. */
async function opened(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await signedIn.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  await page.goto(site.origin + path);
  return { page, complaints };
}

/** Whether anything but white is drawn on the canvas of a chart. */
const isDrawn = (page: Page, chart: string) =>
  page.waitForFunction((name) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`[data-chart=${name}] canvas`);
    const pixels =
      canvas?.width && canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels ? pixels.some((value, at) => at % 4 === 3 && value > 0) : false;
  }, chart);

describe('the pages of officials', () => {
  it('make the first account and come to the dashboard', async () => {
    const { page } = await opened('/dashboard');
    expect(new URL(page.url()).pathname).toBe('/setup');
    expect(await axeViolations(page)).toEqual([]);
    await page.fill('#name', 'quan-tri');
    await page.fill('#password', administratorPassword);
    await page.fill('#repeated', administratorPassword);
    await page.click('main button');
    await page.waitForURL('**/dashboard');
    await page.close();
  });

  const pages: [string, () => string][] = [
    ['the dashboard', () => dashboard],
    ['the dashboard of a period without answers', () => '/dashboard?period=2025-Q1&unit=00004'],
    ['a search with several results', () => `${dashboard}&find=ba`],
    ['the reports', () => '/reports?'],
    ['the collectors', () => '/collectors?'],
    ['the form for a collector', () => '/collectors/new?'],
    ['the desk card', () => `${card}?`],
    ['the methods', () => '/methods?'],
    ['the quality desk', () => `/quality?period=${smallCityPeriod}`],
    ['the frozen figures', () => '/snapshots?'],
    ['the trend', () => `/trend?last=${smallCityPeriod}&unit=00004`],
    ['the accounts', () => '/accounts?'],
    ['the own account', () => '/account?'],
  ];
  it.each(['vi', 'en'].flatMap((language) => pages.map(([name, path]) => [name, language, path] as const)))(
    'leave axe nothing to object to and never scroll sideways: %s in %s',
    async (_, language, path) => {
      const { page, complaints } = await opened(`${path()}&lang=${language}`);
      await page.setViewportSize({ width: 360, height: 740 });
      await openAll(page);
      expect(await axeViolations(page)).toEqual([]);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect({ width, excess: Math.max(0, excess) }).toEqual({ width, excess: 0 });
      }
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('draw every chart under the page’s policy, those in a closed part when it is opened', async () => {
    const { page, complaints } = await opened(dashboard);
    await isDrawn(page, 'elements');
    await isDrawn(page, 'trend');
    await openAll(page);
    await isDrawn(page, 'units');
    await isDrawn(page, 'distribution');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('keep today’s count fresh while somebody looks', async () => {
    const page = await signedIn.newPage();
    await page.clock.install();
    await page.goto(site.origin + dashboard);
    const count = page.locator('[data-live]');
    expect(await count.textContent()).toMatch(/^0 /);
    const { now } = site.app.clock;
    await site.app.house.services.submissions.accept(await site.collector('hn-onestop-short', 'web'), {
      id: randomUUID(),
      answers: { s3_1: 5 },
      language: 'vi',
      procedure: null,
      desk: null,
      consent: { text: 'hn-onestop-short@1#intro', givenAt: now, sensitive: false },
      paradata: { startedAt: now, seconds: 40 },
    });
    await page.clock.runFor(20_000);
    await page.getByText(/^1 (phiếu|responses)/).waitFor();
    await page.close();
  });

  it('open a collector by keyboard and show its desk card, where the QR code is a picture', async () => {
    const { page } = await opened('/collectors/new');
    await page.focus('#unit');
    await page.keyboard.type('phuong giang vo');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/collectors?unit=00025&created=*');
    await page.locator('.notice-good a').first().click();
    await page.waitForURL('**/card');
    const width = await page
      .locator('.desk-card img')
      .evaluate((image) => (image as HTMLImageElement).naturalWidth);
    expect(width).toBeGreaterThan(0);
    await page.close();
  });
});

describe('without scripts', () => {
  it('the dashboard shows charts as pictures and sorts by links', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await signedIn.storageState(),
    });
    const page = await context.newPage();
    await page.goto(site.origin + dashboard);
    expect(await page.locator('[data-chart=elements] img').isVisible()).toBe(true);
    await page.locator('.sort').nth(1).click();
    expect(page.url()).toContain('sort=name&direction=ascending#units');
    await context.close();
  });
});
