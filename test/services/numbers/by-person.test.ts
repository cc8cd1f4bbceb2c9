import { describe, expect, it } from '@jest/globals';
import { populationOf } from '../../../server/domain/population.js';
import type { Answers } from '../../../server/domain/questionnaire.js';
import { countTogether } from '../../../server/services/numbers/breakdown.js';
import { reportTables } from '../../../server/services/numbers/report-tables.js';
import { trendsService } from '../../../server/services/trends.js';
import type { Breakdown } from '../../../server/services/indices.js';
import { unitRows } from '../../../server/services/numbers/unit-rows.js';
import { good, surveyMethod, tinyWorld, type TinyWorld } from './tiny-world.js';

const text = { vi: '', en: '' };
/** One of two satisfied, the third not answered: 50 by person under top2. */
const half: Answers = { a1: 5, b1: 1 };
/** A response that counts, and answers too little of the index to be in it. */
const unused: Answers = { a1: 5, a2: 'na', b1: 'na' };
const august = { receivedAt: new Date('2026-08-10T03:00:00Z') };

function worldByPerson(): TinyWorld {
  const rule = { aggregation: { rule: 'person' as const, text } };
  return tinyWorld({ methods: [surveyMethod('sipas-2640-top2', ['tiny', 'tiny-land'], rule)] });
}

/** 40 who are satisfied with all, 20 with half. By criteria: a1 and a2 100, b1 100·40/60, so 88.9; by person 83.3. */
function mixedWorld(): TinyWorld {
  const world = worldByPerson();
  world.answer(40, { ...good, sex: 'male' }, { channel: 'kiosk' });
  world.answer(20, { ...half, sex: 'female' }, { channel: 'web', unitCode: 'w2', ...august });
  return world;
}

async function values(world: TinyWorld, by: Breakdown): Promise<Record<string, number>> {
  const item = by === 'answer' ? { item: 'sex' } : {};
  const { rows } = await world.indices.table({ period: '2026-Q3', unit: '01', by, ...item });
  return Object.fromEntries(
    rows.flatMap(({ id, figure }) => (figure.value === null ? [] : [[id, figure.value]])),
  );
}

describe('a method that computes person by person', () => {
  it('has the mean of persons, each the mean of what it answered', async () => {
    const { overall } = await mixedWorld().indices.table({ period: '2026-Q3', unit: '01', by: 'element' });
    expect(overall).toMatchObject({ n: 60, display: 'shown' });
    expect(overall.value).toBeCloseTo((40 * 100 + 20 * 50) / 60, 10);
    expect(overall.interval!.low).toBeLessThan(overall.value!);
  });

  it.each<[Breakdown, Record<string, number>]>([
    ['unit', { w1: 100, w2: 50 }],
    ['channel', { kiosk: 100, web: 50 }],
    ['month', { '2026-07': 100, '2026-08': 50 }],
    ['answer', { male: 100, female: 50 }],
    ['domain', { general: 250 / 3 }],
    ['element', { a: 100, b: 200 / 3 }],
    ['criterion', { a1: 100, a2: 100, b1: 200 / 3 }],
  ])('is broken down by %s', async (by, expected) => {
    const found = await values(mixedWorld(), by);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [id, value] of Object.entries(expected)) expect(found[id]).toBeCloseTo(value, 10);
  });

  it('gives report, units together and trend the same number', async () => {
    const world = mixedWorld();
    const at = await world.numbers.at('2026-Q3', '01');
    const { overall, acrossUnits, months } = reportTables(at, world.catalogue);
    expect(overall.value).toBeCloseTo(250 / 3, 10);
    expect(acrossUnits.map(({ rule, figure }) => [rule, figure && Math.round(figure.value!)])).toEqual([
      ['pooled', 83],
      ['equal_units', 75],
      ['weighted_by_transactions', null],
    ]);
    expect(months.map(({ figure }) => figure.value)).toEqual([100, 50, null]);
    const { rows } = await trendsService({ numbers: world.numbers }).table({
      ...{ unit: '01', last: '2026-Q3', count: 2 },
    });
    expect(rows[1]!.figure).toEqual(overall);
  });

  it('is weighted to a population as well', async () => {
    const world = mixedWorld();
    const rows = ['w1', 'w2'].map((category) => ({ margin: 'unit', category, people: 500 }));
    world.populations.set('2026-Q3 01', populationOf(rows));
    const { weighted } = await world.indices.table({ period: '2026-Q3', unit: '01', by: 'element' });
    const { overall, elements } = weighted!.numbers!;
    // Half of the people are of w1, where everybody is at 100, and half of w2, where everybody is at 50.
    expect(overall.value).toBeCloseTo(75, 9);
    expect(overall.n).toBe(60);
    // In element a all are at 100; in b those of w2 at 0.
    expect(elements.map(({ figure }) => Math.round(figure.value!))).toEqual([100, 50]);
  });

  it('leaves out who answered too little, and hides by those who are left', async () => {
    const world = worldByPerson();
    world.answer(9, good);
    world.answer(3, unused);
    world.answer(20, good, { unitCode: 'w2' });
    world.answer(50, good, { unitCode: 'w3' });
    const { base } = await world.numbers.at('2026-Q3', '01');
    const rows = unitRows(base, countTogether(base))();
    expect(
      rows.filter(({ figure }) => figure.n > 0).map(({ code, figure }) => [code, figure.n, figure.display]),
    ).toEqual([
      ['w1', 9, 'suppressed'],
      ['w2', 20, 'suppressed'],
      ['w3', 50, 'shown'],
    ]);
  });
});
