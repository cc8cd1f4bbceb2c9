import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { openAll } from './open-all.js';
import { openSite, type Site } from './site.js';
import { another, freezeSmallCity } from '../http/frozen-city.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser: Browser;
let site: Site;
let axe: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  [browser, site, axe] = await Promise.all([openBrowser(), openSite(), readFile(axePath, 'utf8')]);
  ids['short'] = await site.collector('hn-onestop-short', 'qr');
  ids['long'] = await site.collector('sipas-1001-2023', 'web');
  ids['kiosk'] = await site.collector('hn-onestop-short', 'kiosk');
  const city = await freezeSmallCity(site.app);
  ids['counted'] = city.baDinh.receipt;
  ids['late'] = (await another(site.app, city.baDinh)).receipt;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const press = (selector: string) => async (page: Page) => page.locator(selector).first().click();
const type = (selector: string, id: string) => (page: Page) => page.fill(selector, ids[id]!);
const nextPart = press('[name=next], [name=_go][value=next]');

/** A page, and what leads to the state of it that is looked at. */
const pages: [string, () => string, ((page: Page) => Promise<void>)[]][] = [
  ['home', () => '/', []],
  ['receipt', () => '/receipt', []],
  ['receipt with its answer', () => '/receipt', [type('#code', 'counted'), press('main .button')]],
  ['published numbers', () => '/results/verify', []],
  ['proof of a receipt', () => '/results/verify', [type('#code', 'counted'), press('main .button'), openAll]],
  [
    'receipt that is not in the number',
    () => '/results/verify',
    [type('#code', 'late'), press('main .button')],
  ],
  ['a page that does not exist', () => '/nowhere', []],
  ['sign-in', () => '/sign-in', []],
  ['first screen of the survey', () => `/s/${ids['short']}`, []],
  ['a part with grids', () => `/s/${ids['long']}`, [press('.button-big')]],
  ['a part with faces', () => `/s/${ids['long']}`, [press('.button-big'), nextPart]],
  [
    'summary',
    () => `/s/${ids['short']}`,
    [press('.button-big'), press('.face'), ...Array.from({ length: 6 }, () => nextPart)],
  ],
  ['attract screen of the kiosk', () => `/kiosk/${ids['kiosk']}`, []],
  ['question of the kiosk', () => `/kiosk/${ids['kiosk']}`, [press('[data-act=begin]')]],
  [
    'question of the kiosk in high contrast and large type',
    () => `/kiosk/${ids['kiosk']}`,
    [press('[data-act=begin]'), press('[data-tool=contrast]'), press('[data-tool=type]')],
  ],
];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Runs axe in the page; the page's own policy forbids foreign scripts, so it is evaluated, not loaded. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    () =>
      (window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run() as Promise<{
        violations: Violation[];
      }>,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe.each(['vi', 'en'])('in %s', (language) => {
  it.each(pages)('%s has nothing that axe objects to, and never scrolls sideways', async (_, path, steps) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    const isKiosk = path().startsWith('/kiosk');
    if (isKiosk) await page.setViewportSize({ width: 1080, height: 1920 });
    await page.goto(`${site.origin}${path()}?lang=${language}`);
    for (const step of steps) await step(page);
    expect(await violationsOf(page)).toEqual([]);
    for (const width of isKiosk ? [1080, 1280] : [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ width, excess: Math.max(excess, 0) }).toEqual({ width, excess: 0 });
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});
