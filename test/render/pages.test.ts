import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Assets } from '../../server/render/assets.js';
import { createPageRenderer } from '../../server/render/pages.js';

const assets: Assets = { url: (name) => `/assets/${name}`, get: () => null };
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function templates(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'templates-'));
  folders.push(folder);
  const texts = { 'texts/vi/survey.json': '{"next":"Tiếp tục"}', 'texts/en/survey.json': '{"next":"Next"}' };
  for (const [name, content] of Object.entries({
    'layouts/page.hbs': '',
    'partials/x.hbs': '',
    ...texts,
    ...files,
  })) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

const rendererOf = async (files: Record<string, string>) =>
  createPageRenderer(await templates(files), assets);

describe('the page renderer', () => {
  it('puts a page into its layout, in the language asked for', async () => {
    const pages = await rendererOf({
      'layouts/page.hbs':
        '<html lang="{{@root.language}}"><title>{{title}}</title>{{> @partial-block}}</html>',
      'pages/start.hbs': "{{#> page title=(pick name)}}<b>{{t 'survey.next'}}</b>{{/page}}",
    });
    const model = { name: { vi: 'Phiếu', en: 'Form' } };
    expect(pages.render('start', 'vi', model)).toBe(
      '<html lang="vi"><title>Phiếu</title><b>Tiếp tục</b></html>',
    );
    expect(pages.render('start', 'en', model)).toBe('<html lang="en"><title>Form</title><b>Next</b></html>');
  });

  it('escapes what people wrote', async () => {
    const pages = await rendererOf({ 'pages/a.hbs': '<p title="{{text}}">{{text}}</p>' });
    expect(pages.render('a', 'vi', { text: '<script>"' })).not.toMatch(/<script>|"&quot;"{2}/);
  });

  it('keeps markup inside a data block from ending it', async () => {
    const pages = await rendererOf({
      'pages/a.hbs': '<script type="application/json">{{dataBlock text}}</script>',
    });
    const html = pages.render('a', 'vi', { text: '</script><b>' });
    expect(html).toBe('<script type="application/json">"\\u003c/script\\u003e\\u003cb\\u003e"</script>');
  });

  it('writes numbers in the way of the language and a dash for none', async () => {
    const pages = await rendererOf({
      'pages/a.hbs': '{{number share 2}} {{number count}} {{number none 2}}',
    });
    const model = { share: 82.665, count: 39765, none: null };
    expect(pages.render('a', 'vi', model)).toBe('82,67 39.765 –');
    expect(pages.render('a', 'en', model)).toBe('82.67 39,765 –');
  });

  it('shows times of Hà Nội', async () => {
    const pages = await rendererOf({ 'pages/a.hbs': '{{dateTime at}}' });
    // 17:30 UTC is 00:30 of the next day at UTC+7
    expect(pages.render('a', 'en', { at: new Date('2026-09-30T17:30:00Z') })).toBe('01/10/2026, 00:30');
  });

  it('writes years in full', async () => {
    const pages = await rendererOf({ 'pages/a.hbs': '{{date day}}' });
    expect(pages.render('a', 'vi', { day: '2017-10-10' })).toBe('10/10/2017');
  });

  it('names every template with a mistake before anybody asks for a page', async () => {
    const folder = await templates({
      'pages/a.hbs': "\n{{t 'survey.gone'}}",
      'pages/b.hbs': '{{> nowhere}}{{shout name}}',
      'pages/c.hbs': '{{#if x}}',
    });
    const start = createPageRenderer(folder, assets);
    await expect(start).rejects.toThrow(
      /a:2: no text survey\.gone\s+b:1: no partial nowhere\s+b:1: no helper shout\s+c: Parse error/,
    );
  });

  it('refuses a page that does not exist', async () => {
    const pages = await rendererOf({ 'pages/a.hbs': 'a' });
    expect(() => pages.render('gone', 'vi', {})).toThrow('There is no page gone');
  });
});
