import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loadPageTexts } from '../../server/render/page-texts.js';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function textsFolder(vi: object, en: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'texts-'));
  folders.push(folder);
  for (const [language, content] of Object.entries({ vi, en })) {
    await mkdir(join(folder, language));
    await writeFile(join(folder, language, 'survey.json'), JSON.stringify(content));
  }
  return folder;
}

describe('page texts', () => {
  it('are keyed by file and nesting, and take values by name', async () => {
    const texts = await loadPageTexts(
      await textsFolder({ page: { of: 'Trang {n}/{all}' } }, { page: { of: 'Page {n} of {all}' } }),
    );
    expect(texts.text('survey.page.of', 'en', { n: 2, all: 7 })).toBe('Page 2 of 7');
    expect(texts.text('survey.page.of', 'vi', { n: 2, all: 7 })).toBe('Trang 2/7');
  });

  it('name every key that a language lacks', async () => {
    const folder = await textsFolder({ a: 'A', b: 'B' }, { a: 'A', c: 'C' });
    await expect(loadPageTexts(folder)).rejects.toThrow(
      /survey\.b is missing in en[\s\S]*survey\.c is missing in vi/,
    );
  });

  it('refuse a translation that lost a placeholder', async () => {
    const folder = await textsFolder({ a: 'Còn {n} câu' }, { a: 'Some left' });
    await expect(loadPageTexts(folder)).rejects.toThrow('survey.a has differing placeholders');
  });

  it('refuse a text whose value a template forgot', async () => {
    const texts = await loadPageTexts(await textsFolder({ a: '{n} câu' }, { a: '{n} questions' }));
    expect(() => texts.text('survey.a', 'vi', {})).toThrow('Text survey.a needs a value for {n}');
  });

  it('of the program are complete in both languages', async () => {
    const texts = await loadPageTexts('templates/texts');
    expect(texts.keys()).toContain('common.name');
  });
});
