import { describe, expect, it } from '@jest/globals';
import type { UnitAggregationRule } from '../../../server/satisfaction/method.js';
import { formWith } from '../../domain/answers-fixture.js';
import { bad, good, surveyMethod, tinyWorld, type TinyWorld } from './tiny-world.js';

const months = ['2026-07', '2026-08', '2026-09'];
const text = { vi: '', en: '' };

/** w1 has 90 good and 10 bad, w2 10 good and 10 bad: 90 % and 50 % on every criterion but b1, where bad gives 3 too. */
function twoWards(rule: UnitAggregationRule = 'pooled'): TinyWorld {
  const method = surveyMethod('sipas-2640-top2', ['tiny'], { unitAggregation: { rule, text } });
  const world = tinyWorld({ forms: [formWith()], methods: [method] });
  world.answer(90, good);
  world.answer(10, bad);
  world.answer(10, good, { unitCode: 'w2' });
  world.answer(10, bad, { unitCode: 'w2' });
  return world;
}
const load = (world: TinyWorld, unitCode: string, count: number) =>
  world.transactions.push(...months.map((month) => ({ unitCode, month, count })));
const table = (world: TinyWorld, unit = '01') => world.indices.table({ period: '2026-Q3', unit, by: 'unit' });

describe('one number out of several units', () => {
  it('is told by every way, and which of them is the index', async () => {
    const world = twoWards();
    load(world, 'w1', 100);
    load(world, 'w2', 300);
    const { overall, acrossUnits } = await table(world);
    expect(acrossUnits!.map(({ rule, isMain, figure }) => [rule, isMain, figure!.value])).toEqual([
      ['pooled', true, expect.closeTo((100 * 100) / 120, 10)],
      ['equal_units', false, expect.closeTo(70, 10)],
      ['weighted_by_transactions', false, expect.closeTo(0.25 * 90 + 0.75 * 50, 10)],
    ]);
    expect(acrossUnits![0]!.figure).toEqual(overall);
    expect(acrossUnits!.every(({ figure }) => figure!.interval !== null)).toBe(true);
  });

  it('has no weighted mean, and names the units, where dossiers of a month are missing', async () => {
    const world = twoWards();
    load(world, 'w1', 100);
    world.transactions.push({ unitCode: 'w2', month: '2026-07', count: 5 });
    const weighted = (await table(world)).acrossUnits!.at(-1)!;
    expect([weighted.figure, weighted.unitsWithoutDossiers]).toEqual([null, ['w2']]);
  });

  it('is told by the method alone where the ways together would tell the units that are hidden', async () => {
    const world = twoWards();
    world.answer(9, good, { unitCode: 'w3' });
    const { rows, acrossUnits } = await table(world);
    expect(rows.filter(({ figure }) => figure.display === 'suppressed').map(({ id }) => id)).toEqual([
      'w2',
      'w3',
    ]);
    // Two unknown wards and two equations: the pooled index and the plain mean.
    const shown = acrossUnits!.map(({ isMain, figure }) => [isMain, figure?.display]);
    expect(shown.slice(0, 2)).toEqual([
      [true, 'shown'],
      [false, 'suppressed'],
    ]);
  });

  it('is not asked of a single unit', async () => {
    expect((await table(twoWards(), 'w1')).acrossUnits).toEqual([]);
  });

  it('notices dossiers that are loaded later', async () => {
    const world = twoWards();
    expect((await table(world)).acrossUnits!.at(-1)!.figure).toBeNull();
    for (const unit of ['w1', 'w2']) load(world, unit, 50);
    expect((await table(world)).acrossUnits!.at(-1)!.figure!.value).toBeCloseTo(70, 10);
  });
});

describe('a method that makes one number out of several units in another way', () => {
  it('has that number as its overall index, and each unit its own', async () => {
    const { overall, rows } = await table(twoWards('equal_units'));
    expect(overall.value).toBeCloseTo(70, 10);
    expect(rows.filter(({ figure }) => figure.value !== null).map(({ figure }) => figure.value)).toEqual([
      90, 50,
    ]);
  });

  it('is refused where it weighs by dossiers that are not loaded', async () => {
    await expect(table(twoWards('weighted_by_transactions'))).rejects.toMatchObject({
      code: 'transactions-missing',
      message: expect.stringContaining('w1, w2'),
    });
  });
});

describe('the interval of a share', () => {
  const criterion = async (world: TinyWorld) =>
    (await world.indices.table({ period: '2026-Q3', unit: 'w1', by: 'criterion' })).rows[0]!.figure;
  function sample(count: number, randomSample: boolean): TinyWorld {
    const world = tinyWorld();
    world.answer(80, good, { randomSample });
    world.answer(20, bad, { randomSample });
    load(world, 'w1', count);
    return world;
  }

  it('knows that a random sample came from few dossiers', async () => {
    // 80 of 100 out of N = 900: Wilson (1927) with n_eff = n·(N−1)/(N−n) = 100·899/800.
    const { interval } = await criterion(sample(300, true));
    const z = 1.959963984540054;
    const n = (100 * 899) / 800;
    const middle = (0.8 + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const reach = (z * Math.sqrt((0.8 * 0.2) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
    expect(interval!.low).toBeCloseTo(100 * (middle - reach), 8);
    expect(interval!.high).toBeCloseTo(100 * (middle + reach), 8);
  });

  it('is that of an endless population for those who chose to answer', async () => {
    const { interval } = await criterion(sample(300, false));
    // R: prop.test(80, 100, correct = FALSE): 71.117–86.663.
    expect(interval!.low).toBeCloseTo(71.117, 3);
    expect(interval!.high).toBeCloseTo(86.663, 3);
  });
});
