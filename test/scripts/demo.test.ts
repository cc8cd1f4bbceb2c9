import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemo } from '../../scripts/demo/open-demo.js';
import { readConfig, type Config } from '../../server/config.js';
import type { RunningServer } from '../../server/start.js';

const today = new Date('2026-11-24T05:00:00Z');
/** The whole program starts here, with its PDF maker: seconds alone, more on a busy machine. */
const PATIENCE_MS = 120_000;
let folder: string;
let config: Config;
let printed: string[];

function open(
  options: { count?: number; stop?: AbortSignal; ended?: (title: string) => void } = {},
): Promise<RunningServer> {
  printed = [];
  return openDemo(config, {
    today,
    count: options.count ?? 400,
    progress: (title) => ({ to: () => {}, end: () => options.ended?.(title) }),
    print: (line) => printed.push(line),
    stop: options.stop ?? new AbortController().signal,
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-demo-'));
  config = readConfig({ DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run demo', () => {
  it(
    'stops while it is loading when asked to, and leaves a beginning',
    async () => {
      const stop = new AbortController();
      const ended = (title: string): void => {
        if (title === 'Storing responses') stop.abort(new Error('stopped'));
      };
      await expect(open({ stop: stop.signal, ended })).rejects.toThrow('stopped');
    },
    PATIENCE_MS,
  );

  it(
    'goes on after that, answers once it is up, and writes the reports of the last complete quarter',
    async () => {
      const titles: string[] = [];
      const server = await open({ ended: (title) => titles.push(title) });
      try {
        expect(titles).toEqual(['Storing responses', 'Counting, month by month', 'Writing reports']);
        expect(await server.house.stores.responses.count({})).toBe(400);
        const origin = `http://127.0.0.1:${server.port}`;
        expect((await fetch(`${origin}/healthz`)).status).toBe(200);
        for (const path of [
          '/s/00004-sipas-2640-2017-web',
          '/s/00004-hn-onestop-short-qr',
          '/kiosk/00004-sipas-2640-2017-kiosk',
        ])
          expect([path, (await fetch(`${origin}${path}`)).status]).toEqual([path, 200]);
        for (const unit of ['01', '00004']) {
          const file = join(folder, 'reports', `2026-Q3-${unit}`);
          expect(await readFile(`${file}.html`, 'utf8')).toContain('BÁO CÁO');
          expect((await readFile(`${file}.pdf`)).subarray(0, 5).toString()).toBe('%PDF-');
        }
      } finally {
        await server.stop();
      }
    },
    PATIENCE_MS,
  );

  it(
    'finds its data the second time, says the same sign-in, and makes nothing again',
    async () => {
      const kept = JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8')) as { password: string };
      const titles: string[] = [];
      const server = await open({ count: 999, ended: (title) => titles.push(title) });
      try {
        expect(titles).toEqual([]);
        expect(await server.house.stores.responses.count({})).toBe(400);
        expect(printed.join('\n')).toContain(kept.password);
        await expect(server.house.services.accounts.signIn('demo', kept.password)).resolves.toHaveProperty(
          'token',
        );
      } finally {
        await server.stop();
      }
    },
    PATIENCE_MS,
  );
});
