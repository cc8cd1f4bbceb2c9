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
  address = `${site.origin}/kiosk/${await site.collector('hn-onestop-short', 'kiosk')}`;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const screen = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
beforeEach(async () => {
  context = await browser.newContext(screen);
  page = await context.newPage();
});
afterEach(() => context.close());

/** A page whose requests `context.route` sees: what a service worker has taken over passes it by. */
async function withoutWorker(): Promise<void> {
  await context.close();
  context = await browser.newContext({ ...screen, serviceWorkers: 'block' });
  page = await context.newPage();
}

const act = (name: string) => page.locator(`[data-act=${name}]`);
const question = (item: string) => page.locator(`[data-item=${item}]`);
const count = () => site.app.house.stores.responses.count({});

/** Answers the first question by a tap, skips the others, and sends. */
async function answerAll(): Promise<void> {
  await act('begin').tap();
  await page.locator('label.level-5').tap();
  for (const item of ['s2_1', 's4_1', 'overall', 'q2', 'q4', 'q5', 'comment']) {
    await question(item).waitFor();
    await act('next').tap();
  }
  await page.locator('.thanks').waitFor();
}

describe('the kiosk', () => {
  it('goes on by itself after a tap, thanks, and is clean for the next person', async () => {
    const before = await count();
    await page.goto(address);
    await answerAll();
    await page.locator('.receipt-code:not(:empty)').waitFor();
    const code = (await page.locator('.receipt-code').textContent())!;
    expect(await count()).toBe(before + 1);
    await act('done').tap();
    await act('begin').waitFor();
    expect(await page.content()).not.toContain(code);
    expect(await page.locator('input:checked').count()).toBe(0);
    await act('begin').tap();
    expect(await page.locator('input:checked').count()).toBe(0);
  });

  it('keeps answers through a reload and a dead network, and sends each once', async () => {
    await withoutWorker();
    const before = await count();
    await page.goto(address);
    await context.route('**/api/**', (route) => route.abort());
    await answerAll();
    await act('done').tap();
    await page.locator('.waiting:not([hidden])').waitFor();
    await page.reload();
    await page.locator('.waiting:not([hidden])').waitFor();
    expect(await page.locator('.waiting').textContent()).toContain('1');
    await context.unroute('**/api/**');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.locator('.waiting').waitFor({ state: 'hidden' });
    expect(await count()).toBe(before + 1);
  });

  it('starts again without a server, takes answers, and sends them when it is back', async () => {
    const before = await count();
    await page.goto(address);
    await page.locator('html[data-offline=ready]').waitFor({ state: 'attached' });
    await site.goDown();
    try {
      await page.reload();
      await answerAll();
      await page.locator('[data-say]').getByText('lưu trên máy này').waitFor();
      await act('done').tap();
      await page.reload();
      await page.locator('.waiting:not([hidden])').waitFor();
    } finally {
      await site.comeBack();
    }
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.locator('.waiting').waitFor({ state: 'hidden' });
    await expect(count()).resolves.toBe(before + 1);
  });

  it('warns a silent person, stops counting on a touch, and else throws the answers away', async () => {
    const before = await count();
    await page.clock.install();
    await page.goto(`${address}?idle=15`);
    await act('begin').tap();
    await page.clock.runFor(1_000);
    await page.locator('label.level-1').tap();
    await page.clock.runFor(400);
    await page.clock.runFor(15_000);
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await act('stay').tap();
    await page.clock.runFor(10_000);
    expect(await question('s2_1').isVisible()).toBe(true);
    await page.clock.runFor(5_000);
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await page.clock.runFor(20_000);
    expect(await act('begin').isVisible()).toBe(true);
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await count()).toBe(before);
  });

  it('sends what was answered when the device is set so', async () => {
    const before = await count();
    await page.clock.install();
    await page.goto(`${address}?idle=15&timeout=submit`);
    await act('begin').tap();
    await page.locator('label.level-1').tap();
    await page.clock.runFor(400);
    await page.clock.runFor(15_000);
    await page.clock.runFor(20_000);
    await page.locator('.receipt-code:not(:empty)').waitFor();
    expect(await count()).toBe(before + 1);
    await page.clock.runFor(20_000);
    expect(await act('begin').isVisible()).toBe(true);
  });

  it('cannot send the form behind the thanks a second time by keyboard', async () => {
    const before = await count();
    await page.goto(address);
    await answerAll();
    await page.locator('.receipt-code:not(:empty)').waitFor();
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
    }
    expect(await page.locator('form').count()).toBeLessThanOrEqual(1);
    expect(await page.locator('input:checked').count()).toBe(0);
    expect(await count()).toBe(before + 1);
  });

  it('works by keyboard alone, without leaping on while a person looks through the levels', async () => {
    await page.goto(address);
    await act('begin').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('input[name=s3_1][value="3"]').isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await question('s2_1').waitFor();
  });

  it('keeps the answers when the language changes, and the next person gets the first language', async () => {
    await page.goto(address);
    await act('begin').tap();
    await page.locator('label.level-2').tap();
    await question('s2_1').waitFor();
    await page.locator('[data-tool=language]').tap();
    expect(await page.locator('legend').textContent()).toContain('Rules are public');
    await act('back').tap();
    expect(await page.locator('input[name=s3_1][value="2"]').isChecked()).toBe(true);
    await act('stop').tap();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });

  it('offers to read aloud where the device has a voice, and then reads question and choices', async () => {
    await page.goto(address);
    expect(await page.locator('[data-tool=read]').isVisible()).toBe(false);
    await page.addInitScript(() => {
      const spoken: string[] = [];
      Object.assign(window, {
        spoken,
        SpeechSynthesisUtterance: class {
          text: string;
          constructor(text: string) {
            this.text = text;
          }
        },
      });
      speechSynthesis.getVoices = () => [{ lang: 'vi-VN' } as SpeechSynthesisVoice];
      speechSynthesis.speak = ({ text }) => void spoken.push(text);
    });
    await page.reload();
    await page.locator('[data-tool=read]').tap();
    await act('begin').tap();
    const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
    expect(spoken.at(-1)).toMatch(
      /Công chức giao tiếp lịch sự.*Các lựa chọn:.*Rất không hài lòng.*Rất hài lòng/,
    );
    expect(spoken.at(-1)).not.toContain('S3.1');
  });

  it('has targets of at least 64 px and type of at least 24 px', async () => {
    await page.goto(address);
    for (const width of [1080, 1280]) {
      await page.setViewportSize({ width, height: width === 1080 ? 1920 : 800 });
      await page.reload();
      await act('begin').tap();
      const small = await page.evaluate(() => {
        const targets = [...document.querySelectorAll<HTMLElement>('#stage button, #stage label')];
        const words = [
          ...document.querySelectorAll<HTMLElement>('#stage p, #stage span, #stage legend, #stage button'),
        ];
        const seen = (element: HTMLElement) => element.offsetWidth > 0 && element.textContent.trim() !== '';
        return [
          ...targets.filter((target) => target.offsetWidth > 0 && target.offsetHeight < 64),
          ...words.filter((word) => seen(word) && parseFloat(getComputedStyle(word).fontSize) < 24),
        ].map((element) => element.outerHTML.slice(0, 120));
      });
      expect(small).toEqual([]);
    }
  });
});
