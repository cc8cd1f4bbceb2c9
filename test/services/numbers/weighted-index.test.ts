import { describe, expect, it } from '@jest/globals';
import { populationOf } from '../../../server/domain/population.js';
import { formWith } from '../../domain/answers-fixture.js';
import { part, single } from '../../domain/tiny-questionnaire.js';
import { bad, good, surveyMethod, tinyWorld, type TinyWorld } from './tiny-world.js';

/** The tiny form with a question about the respondent. */
function formWithSex() {
  const form = formWith();
  return formWith({
    parts: [...form.parts, part([single('dm1', ['f', 'm', 'na'])], { id: 'd', kind: 'demographics' })],
  });
}

/** w1 has 90 good and 10 bad, w2 10 good and 10 bad; women are 60 of those in w1 and all of w2's. */
function twoWards(): TinyWorld {
  const world = tinyWorld({ forms: [formWithSex()], methods: [surveyMethod('sipas-2640-top2', ['tiny'])] });
  world.answer(50, { ...good, dm1: 'f' });
  world.answer(40, { ...good, dm1: 'm' });
  world.answer(10, { ...bad, dm1: 'f' });
  world.answer(10, { ...good, dm1: 'f' }, { unitCode: 'w2' });
  world.answer(10, { ...bad, dm1: 'f' }, { unitCode: 'w2' });
  return world;
}
function publish(world: TinyWorld, margin: string, people: Record<string, number>, unit = '01'): void {
  const rows = Object.entries(people).map(([category, count]) => ({ margin, category, people: count }));
  world.populations.set(`2026-Q3 ${unit}`, populationOf(rows));
}
const weighted = async (world: TinyWorld, unit = '01') =>
  (await world.indices.table({ period: '2026-Q3', unit, by: 'element' })).weighted;

describe('the index with weights', () => {
  it('is not there without a population', async () => {
    expect(await weighted(twoWards())).toBeNull();
  });

  it('brings the wards to the people they have, and says what the weights cost', async () => {
    const world = twoWards();
    publish(world, 'unit', { w1: 100, w2: 60 });
    const { margins, faults, numbers } = (await weighted(world))!;
    expect(margins).toEqual([{ name: 'unit', title: { vi: 'Đơn vị', en: 'Unit' } }]);
    expect(faults).toEqual([]);
    // w1 is satisfied by 90 %, w2 by 50 %, on every criterion.
    const value = expect.closeTo((100 * 90 + 60 * 50) / 160, 9);
    expect(numbers!.overall).toMatchObject({ value, n: 120, display: 'shown' });
    expect(numbers!.overall.interval).not.toBeNull();
    expect(numbers!.elements.map(({ figure }) => figure.value)).toEqual([value, value]);
    // Kish: 100 weigh 1 and 20 weigh 3, so n Σw² / (Σw)² = 120 · (100 + 20·9) / 160².
    expect(numbers!.designEffect).toBeCloseTo((120 * 280) / 160 ** 2, 12);
    expect(numbers!.effectiveN).toBeCloseTo(160 ** 2 / 280, 9);
    expect(numbers).toMatchObject({ converged: true, trimmed: 0 });
    expect(numbers!.distance).toBeLessThan(1e-8);
  });

  it('says how many weights were cut and how far that left the margins', async () => {
    const world = twoWards();
    publish(world, 'unit', { w1: 100, w2: 300 });
    const { numbers } = (await weighted(world))!;
    // 100 weigh 1 and 20 would weigh 15, which is cut at 5: half of the people in each ward, twice as many as w1 has.
    expect(numbers!.overall.value).toBeCloseTo(70, 9);
    expect(numbers).toMatchObject({ trimmed: 20, distance: expect.closeTo(1, 9) });
  });

  it('keeps the share of those who rather do not say, and leaves nobody out', async () => {
    const world = twoWards();
    world.answer(30, { ...good, dm1: 'na' });
    publish(world, 'dm1', { f: 500, m: 500 });
    const { numbers } = (await weighted(world))!;
    // 30 of 150 did not say and are good: 20 %. Women (60 of 80 good) and men (all good) share the rest alike.
    expect(numbers!.overall.n).toBe(150);
    expect(numbers!.overall.value).toBeCloseTo(20 + 40 * (60 / 80) + 40, 9);
  });

  it('names the category that nobody of answered, in words', async () => {
    const world = twoWards();
    publish(world, 'unit', { w1: 100, w2: 60, w3: 40 });
    expect(await weighted(world)).toMatchObject({
      faults: [{ kind: 'no-respondents', margin: { en: 'Unit' }, category: { vi: 'w3' } }],
      numbers: null,
    });
    expect(await weighted(world, 'w1')).toBeNull();
  });

  it('names the category that has no population, and one of no people', async () => {
    const world = twoWards();
    publish(world, 'unit', { w1: 100 });
    expect((await weighted(world))!.faults).toMatchObject([
      { kind: 'no-population', category: { vi: 'w2' } },
    ]);
    publish(world, 'unit', { w1: 100, w2: 0 });
    expect((await weighted(world))!.faults).toMatchObject([{ kind: 'no-people', category: { vi: 'w2' } }]);
  });

  it('is hidden where it is by unit and the units it would tell are hidden', async () => {
    const world = twoWards();
    world.answer(9, { ...good, dm1: 'f' }, { unitCode: 'w3' });
    publish(world, 'unit', { w1: 100, w2: 60, w3: 40 });
    expect((await weighted(world))!.numbers!.overall.display).toBe('suppressed');
    publish(world, 'dm1', { f: 100, m: 60 });
    expect((await weighted(world))!.numbers!.overall.display).toBe('shown');
  });

  it('is hidden where too few answered, as the index is', async () => {
    const world = tinyWorld({ methods: [surveyMethod('sipas-2640-top2', ['tiny'])] });
    world.answer(9, good);
    publish(world, 'unit', { w1: 100 });
    expect((await weighted(world))!.numbers!.overall).toEqual({
      ...{ value: null, n: 9, interval: null, display: 'suppressed' },
    });
  });

  it('is hidden where, with the index without weights, it would tell a category that few chose', async () => {
    const world = tinyWorld({ forms: [formWithSex()], methods: [surveyMethod('sipas-2640-top2', ['tiny'])] });
    world.answer(120, { ...good, dm1: 'm' });
    world.answer(200, { ...good, dm1: 'f' });
    publish(world, 'dm1', { f: 495, m: 505 });
    expect((await weighted(world))!.numbers!.overall.display).toBe('shown');
    // Four who rather do not say are hidden, and men with them: two unknown numbers, and two sums over them.
    world.answer(4, { ...bad, dm1: 'na' }, { receivedAt: world.clock.now });
    const { numbers } = (await weighted(world))!;
    expect(numbers!.overall.display).toBe('suppressed');
    expect(numbers!.elements.map(({ figure }) => figure.value)).toEqual([null, null]);
  });

  it('stands beside the pooled index, whatever way the method takes across units', async () => {
    const text = { vi: '', en: '' };
    const method = surveyMethod('sipas-2640-top2', ['tiny'], {
      unitAggregation: { rule: 'equal_units', text },
    });
    const world = tinyWorld({ forms: [formWith()], methods: [method] });
    world.answer(90, good);
    world.answer(10, bad);
    world.answer(10, good, { unitCode: 'w2' });
    world.answer(10, bad, { unitCode: 'w2' });
    publish(world, 'unit', { w1: 100, w2: 60 });
    const table = await world.indices.table({ period: '2026-Q3', unit: '01', by: 'element' });
    expect(table.overall.value).toBeCloseTo(70, 9);
    expect(table.weighted!.numbers!.unweighted.value).toBeCloseTo((100 * 100) / 120, 9);
  });

  it('is refused by the first of many categories without a population, and none of them is counted apart', async () => {
    const world = twoWards();
    for (let at = 0; at < 40; at += 1) world.answer(1, { ...good, dm1: 'f' }, { procedure: `9.${at}` });
    publish(world, 'procedure', { '1.012': 100 });
    const { faults, numbers } = (await weighted(world))!;
    expect(numbers).toBeNull();
    expect(faults).toMatchObject([
      { kind: 'no-population', category: { vi: expect.stringMatching(/^9\./) } },
    ]);
  });
});
