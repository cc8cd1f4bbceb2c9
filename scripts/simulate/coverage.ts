import { seededRandom } from '../../server/satisfaction/random.js';
import type { Scenario } from './scenarios.js';

export interface Coverage {
  name: string;
  n: number;
  surveys: number;
  /** Share of the surveys whose interval holds the truth; a survey without interval counts as a miss. */
  covered: number;
  /** Surveys without interval. */
  without: number;
  /** Mean width of the intervals. */
  width: number;
  wanted: { low: number; high: number };
  isMet: boolean;
}

/** Repeats a survey and counts how often its interval holds the truth. The same seed gives the same answer. */
export function coverageOf(scenario: Scenario, surveys: number, seed: string): Coverage {
  const random = seededRandom(`${seed} ${scenario.name} ${scenario.n}`);
  let held = 0;
  let given = 0;
  let width = 0;
  for (let i = 0; i < surveys; i++) {
    const interval = scenario.survey(random);
    if (interval === null) continue;
    given += 1;
    width += interval.high - interval.low;
    if (interval.low <= scenario.truth && scenario.truth <= interval.high) held += 1;
  }
  const covered = held / surveys;
  const { name, n, wanted } = scenario;
  const isMet = covered >= wanted.low && covered <= wanted.high;
  return {
    name,
    n,
    surveys,
    covered,
    without: surveys - given,
    width: given === 0 ? 0 : width / given,
    wanted,
    isMet,
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The result as a table in Markdown, as it is committed. */
export function coverageTable(rows: Coverage[]): string {
  return [
    '| number | n | surveys | truth inside | wanted | mean width | without interval | |',
    '|---|---:|---:|---:|---|---:|---:|---|',
    ...rows.map(({ name, n, surveys, covered, wanted, width, without, isMet }) =>
      [
        ...['', name, n, surveys, percent(covered), `${percent(wanted.low)} – ${percent(wanted.high)}`],
        ...[width < 1 ? width.toFixed(4) : width.toFixed(2), without, isMet ? 'met' : '**not met**', ''],
      ]
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
}
