import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildAssets, type Assets } from '../../server/render/assets.js';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assets-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** The file behind a name, by the last part of its address as the web server asks for it. */
const fileOf = (assets: Assets, name: string) => assets.get(assets.url(name).replace('/assets/', ''));
const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);

describe('assets', () => {
  it('bundle the scripts and styles of the folder, and parts of them only inside these', async () => {
    const folder = await folderWith({
      'scripts/survey.ts': "import { greet } from './survey/greet.js';\ngreet('chào' as string);",
      'scripts/survey/greet.ts': 'export const greet = (word: string): void => console.log(word);',
      'styles/base.css': "@import './base/a.css';",
      'styles/base/a.css': 'a { color: red; }',
      'images/icon.svg': '<svg/>',
    });
    const assets = await buildAssets(folder);
    const script = fileOf(assets, 'survey.js');
    expect(script?.type).toBe('text/javascript; charset=utf-8');
    expect(text(script?.body)).toContain('chào');
    expect(text(fileOf(assets, 'base.css')?.body)).toBe('a{color:red}\n');
    expect(fileOf(assets, 'icon.svg')?.type).toBe('image/svg+xml');
    expect(() => assets.url('greet.js')).toThrow('There is no asset greet.js');
  });

  it('change their address with their content', async () => {
    const urls = [];
    for (const colour of ['red', 'red', 'blue'])
      urls.push(
        (await buildAssets(await folderWith({ 'styles/base.css': `a { color: ${colour}; }` }))).url(
          'base.css',
        ),
      );
    expect(urls[0]).toMatch(/^\/assets\/base-[A-Z0-9]{8}\.css$/);
    expect(urls[1]).toBe(urls[0]);
    expect(urls[2]).not.toBe(urls[0]);
  });

  it('of the program carry the font with Vietnamese letters as files of their own', async () => {
    const assets = await buildAssets('templates');
    const font = fileOf(assets, 'be-vietnam-pro-vietnamese-400-normal.woff2');
    expect(font?.type).toBe('font/woff2');
    expect(text(fileOf(assets, 'base.css')?.body)).not.toContain('data:font');
  });

  it('answer null for an address that is not theirs', async () => {
    const assets = await buildAssets(await folderWith({ 'styles/base.css': 'a{}' }));
    expect(assets.get('../server/config.ts')).toBeNull();
  });
});
