import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { coverageOf, coverageTable } from '../../../scripts/simulate/coverage.js';
import { scenarios, type Scenario } from '../../../scripts/simulate/scenarios.js';
import { methodWith } from '../../satisfaction/build.js';

const all = scenarios(methodWith('top2'));
const named = (name: string, n: number) =>
  all.find((scenario) => scenario.name === name && scenario.n === n)!;

describe('coverageOf', () => {
  const fixed: Scenario = {
    name: 'half',
    ...{ n: 1, truth: 0.25, wanted: { low: 0.45, high: 0.55 } },
    survey: (random) => (random.next() < 0.5 ? { low: 0, high: 0.5 } : { low: 0.5, high: 1 }),
  };
  it('counts how often the truth lies inside, the same for the same seed', () => {
    const coverage = coverageOf(fixed, 2000, 'seed');
    expect(coverage).toEqual(coverageOf(fixed, 2000, 'seed'));
    expect(coverage).toMatchObject({ surveys: 2000, without: 0, width: 0.5, isMet: true });
  });
  it('counts a survey without interval as a miss', () => {
    const never = coverageOf({ ...fixed, survey: () => null }, 10, 'seed');
    expect(never).toMatchObject({ covered: 0, without: 10, isMet: false });
  });
  it.each([
    ['overall index', 300],
    ['raked index', 300],
    ['share, p = 0.8', 50],
  ])('finds the truth of the %s of %d in most of forty surveys', (name, n) => {
    // 95 % of 40 is 38; fewer than 33 would have a probability of 0.0007 (R: pbinom(32, 40, 0.95))
    expect(coverageOf(named(name, n), 40, 'test').covered).toBeGreaterThanOrEqual(33 / 40);
  });
});

describe('COVERAGE.md', () => {
  const text = readFileSync(new URL('../../../server/satisfaction/COVERAGE.md', import.meta.url), 'utf8');
  const lines = text.split('\n').map((line) => line.replace(/ +/g, ' '));
  const rows = lines.filter((line) => /^\| .* \| \d+ \| 2000 \|/.test(line));

  it('holds a row of every scenario, each with the coverage that is asked for', () => {
    expect(rows.map((row) => row.split(' | ').slice(0, 2).join(' n = '))).toEqual(
      all.map(({ name, n }) => `| ${name} n = ${n}`),
    );
    for (const row of rows) {
      const [, , , covered] = row.split(' | ');
      const { low, high } = row.includes('share') ? { low: 92.5, high: 97.5 } : { low: 93, high: 97 };
      expect(parseFloat(covered!)).toBeGreaterThanOrEqual(low);
      expect(parseFloat(covered!)).toBeLessThanOrEqual(high);
    }
  });
  it('is what coverageTable prints: its first row computed again', () => {
    const [again] = coverageTable([coverageOf(all[0]!, 2000, '2026')])
      .split('\n')
      .slice(2);
    expect(rows[0]).toBe(again);
  });
});
