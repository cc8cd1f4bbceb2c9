import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../../scripts/sample/options.js';
import { readFrame } from '../../../scripts/sample/read-frame.js';
import { withCsv } from '../index/csv-file.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/sample.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

const rows = Array.from({ length: 1000 }, (_, i) => `HS-${i},${i % 4 === 0 ? 'xã' : 'phường'}`);
const frame = `dossier,kind\n${rows.join('\n')}\n`;

describe('npm run sample', () => {
  it('draws by strata and reproduces its own protocol, and shows a frame that was changed', () => {
    withCsv(frame, (path) => {
      const protocol = path.replace('.csv', '.json');
      const how = [path, '--id', 'dossier', '--by', 'kind'];
      // Slovin of 1 000 is 286 (sipas.md §4.8), Cochran with fpc 278
      expect(run(...how, '--seed', '2026', '--out', protocol).stdout).toMatch(
        'drawn 286 (Slovin 286, Cochran 278)',
      );
      expect(run(...how, '--check', protocol)).toMatchObject({
        status: 0,
        stdout: 'the draw is reproduced\n',
      });
      writeFileSync(path, frame.replace('HS-7,', 'HS-7b,'));
      const changed = run(...how, '--check', protocol);
      expect(changed.status).toBe(1);
      expect(changed.stdout).toBe('stratum `phường`: the frame is not the one that was drawn from\n');
    });
  });
});

describe('readFrame', () => {
  it.each([
    ['a missing column', 'a,b\n1,2\n', 'column dossier: missing'],
    ['an id that stands twice', 'dossier\nx\ny\nx\n', 'row 3 repeats `x` of row 1'],
    ['no rows', 'dossier\n', 'has no rows'],
  ])('refuses %s', (_, content, reason) => {
    expect(() => withCsv(content, (path) => readFrame(path, 'dossier', null))).toThrow(reason);
  });
});

describe('readOptions', () => {
  it.each([
    [['f.csv', '--id', 'x'], '--seed is missing'],
    [['f.csv', '--seed', 'x'], 'Usage'],
    [['f.csv', '--id', 'x', '--seed', 's', '--size', '0'], 'not a whole number'],
    [['f.csv', '--id', 'x', '--seed', 's', '--margin', '5'], 'not a share'],
  ])('refuses %j', (args, reason) => expect(() => readOptions(args)).toThrow(reason));
});
