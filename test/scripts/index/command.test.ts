import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../../scripts/index/options.js';
import { withCsv } from './csv-file.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function run(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/index.ts', ...args],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return { stdout, stderr, status };
}

const criteria = 'a1 a2 a3 a4 b1 b2 b3 b4 b5 c1 c2 c3 c4 c5 c6 d1 d2 d3 e1 e2 e3 e4'.split(' ');
const form = ['--questionnaire', 'sipas-2640-2017', '--method', 'sipas-2640-top2'];

describe('npm run index', () => {
  it('prints 79,58 for 23, 46, 153, 419, 528 by mean4, with n and interval', () => {
    // sipas.md §4.2; interval: R, test/golden/survey.R counts_mean4
    const { stdout, status } = run('--counts', '23,46,153,419,528', '--method', 'mean4');
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '79,58',
      'n = 1.169',
      'khoảng tin cậy 95 %: 78,23 – 80,92',
    ]);
    expect(status).toBe(0);
  });

  it('prints value, n, interval and method as JSON', () => {
    const { stdout } = run('--counts', '5,5,10,40,40', '--method', 'sipas-2640-top2', '--json');
    const { interval, ...rest } = JSON.parse(stdout) as { interval: { low: number; high: number } };
    expect(rest).toEqual({ value: 80, n: 100, method: 'sipas-2640-top2' });
    expect(interval.low).toBeCloseTo(71.117, 3); // R: prop.test(80, 100, correct = FALSE)
    expect(interval.high).toBeCloseTo(86.663, 3);
  });

  it('computes a file by units, and each unit as its own file would come out', () => {
    const row = (unit: string, level: number) => [unit, ...criteria.map(() => level)].join(',');
    const lines = [
      ['unit', ...criteria].join(','),
      ...[5, 4, 2, 1].map((level) => row('01', level)),
      row('02', 5),
    ];
    const { stdout, status } = withCsv(`${lines.join('\n')}\n`, (path) =>
      run(path, ...form, '--by', 'unit', '--json'),
    );
    const result = JSON.parse(stdout) as { value: number; n: number; rows: number; by: { groups: object[] } };
    expect(status).toBe(0);
    expect(result).toMatchObject({ value: 60, n: 5, rows: 5, interval: null, method: 'sipas-2640-top2' });
    expect(result.by.groups).toEqual([
      { key: '01', value: 50, n: 4, interval: null, display: 'suppressed', rank: null },
      { key: '02', value: 100, n: 1, interval: null, display: 'suppressed', rank: null },
    ]);
  });

  it('computes a score from values of its parts, and says what was missing', () => {
    const { stdout, status } = run('--values', 'sipas=86.5', '--method', 'par-index-contribution', '--json');
    // sipas.md §4.11: 86.50 % of satisfaction are 8.65 of 10 points of the PAR INDEX.
    expect(JSON.parse(stdout)).toMatchObject({ value: 8.65, method: 'par-index-contribution', missing: [] });
    expect(status).toBe(0);
  });

  it('computes a file of scores, one row a unit, best first, under the name that a self-assessment has', () => {
    const parts = Array.from({ length: 8 }, (_, k) => `d${k + 1}`);
    const lines = [
      ['unit', ...parts],
      ['a', ...parts.map(() => 50)],
      ['b', ...parts.map(() => 100)],
      ['c', ''],
    ];
    const text = lines
      .map((line) => [...line, ...parts.slice(line.length - 1).map(() => '')].join(','))
      .join('\n');
    const { stdout } = withCsv(text, (path) => run(path, '--method', 'papi-selfcheck'));
    expect(stdout).toContain('tên gọi khi công bố: tự đánh giá theo khung PAPI');
    expect(
      stdout
        .trim()
        .split('\n')
        .slice(-3)
        .map((line) => line.split(/ {2,}/).slice(0, 2)),
    ).toEqual([
      ['b', '80,00'],
      ['a', '44,00'],
      ['c', '–'],
    ]);
  });

  it('names every cell of a file of scores that is no number, outside its range, or a unit told twice', () => {
    const text = 'unit,sipas\na,101\nb,x\na,50\n';
    const { stdout, stderr, status } = withCsv(text, (path) =>
      run(path, '--method', 'par-index-contribution', '--json'),
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr.trim().split('\n')).toEqual([
      'row 1, column sipas: is 101, not within 0–100',
      'row 2, column sipas: `x` is no number',
      'row 3, column unit: `a` stands in row 1 already',
    ]);
  });

  it('names row and column of what is wrong, prints no number and exits with 2', () => {
    const lines = [
      criteria.join(','),
      criteria.map(() => 5).join(','),
      criteria.map((id) => (id === 'c2' ? 7 : 5)).join(','),
    ];
    const { stdout, stderr, status } = withCsv(lines.join('\n'), (path) => run(path, ...form));
    expect({ stdout, stderr: stderr.trim(), status }).toEqual({
      stdout: '',
      stderr: 'row 2 (line 3), column c2: `7` is no level 1–5, NA or empty',
      status: 2,
    });
  });
});

describe('readOptions', () => {
  it.each([
    [['--counts', '1,2,3,4'], 'not five whole numbers'],
    [['--counts', '1,2,3,4,-5'], 'not five whole numbers'],
    [['--counts', '1,2,3,4,5', '--by', 'unit'], '--counts does not go with --by'],
    [['answers.csv'], '--questionnaire is missing'],
    [['--values', 'a=1'], '--values needs --method'],
    [['--values', 'a', '--method', 'm'], 'not PART=NUMBER'],
    [['--values', 'a=', '--method', 'm'], 'not PART=NUMBER'],
    [['--values', 'a=1,a=2', '--method', 'm'], 'stands twice'],
    [['a.csv', '--method', 'm', '--by', 'unit'], 'does not go with --by'],
    [['a.csv', '--questionnaire', 'q', '--strata', 's'], '--strata needs --population'],
    [['a.csv', '--questionnaire', 'q', '--compare', 'a,b'], '--compare needs --by'],
    [['a.csv', '--questionnaire', 'q', '--by', 'u', '--compare', 'a'], 'not two values'],
    [['a.csv', '--questionnaire', 'q', '--margins', 'm', '--weights', 'w'], 'does not go with --margins'],
    [['a.csv', '--questionnaire', 'q', '--aggregation', 'median'], 'not one of'],
    [
      'a.csv --questionnaire q --aggregation person --strata s --population p'.split(' '),
      'does not go with --strata',
    ],
    [['answers.csv', '--questionnaire', 'q', '--where', 'x'], 'not COLUMN=VALUE'],
    [['answers.csv', '--questionnaire', 'q', '--frame', '0'], 'not a whole number of people'],
    [['a.csv', 'b.csv', '--questionnaire', 'q'], 'Usage'],
    [['--colour'], 'Usage'],
    [[], 'Usage'],
  ])('refuses %j', (args, reason) => expect(() => readOptions(args)).toThrow(reason));
});
