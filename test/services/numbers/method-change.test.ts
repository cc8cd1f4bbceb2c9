import { describe, expect, it } from '@jest/globals';
import type { SurveyMethod } from '../../../server/satisfaction/method.js';
import { countTogether } from '../../../server/services/numbers/breakdown.js';
import { monthRows } from '../../../server/services/numbers/month-rows.js';
import { trendsService } from '../../../server/services/trends.js';
import { formWith } from '../../domain/answers-fixture.js';
import { good, surveyMethod, tinyWorld, type TinyWorld } from './tiny-world.js';

const june = { receivedAt: new Date('2026-06-10T03:00:00Z') };
/** top2 at first; the second version by means of 0–4. */
function worldOf(validFrom: string, change: Partial<SurveyMethod> = { criterionRule: 'mean4' }): TinyWorld {
  const method = (more: Partial<SurveyMethod>) => surveyMethod('sipas-2640-top2', ['tiny'], more);
  const world = tinyWorld({
    forms: [formWith()],
    methods: [method({}), method({ version: 2, validFrom, ...change })],
  });
  // a1 5, a2 4, b1 4: top2 gives 100; mean4 gives (100 + 75 + 75) / 3.
  world.answer(40, good, june);
  world.answer(40, good);
  return world;
}
const mean4 = 250 / 3;
const table = (world: TinyWorld, period: string, method?: string) =>
  world.indices.table({ period, unit: '01', by: 'element', ...(method !== undefined && { method }) });

describe('two quarters across a change of the method', () => {
  it('are computed by the version of each, and not compared', async () => {
    const world = worldOf('2026-07-01');
    const [before, after] = [await table(world, '2026-Q2'), await table(world, '2026-Q3')];
    expect([before.method.version, before.overall.value]).toEqual([1, 100]);
    expect(after.method).toMatchObject({ version: 2, note: null });
    expect(after.overall.value).toBeCloseTo(mean4, 10);
    expect(after.change).toBeNull();
  });

  it('say in both languages which version holds from when', async () => {
    const { base } = await worldOf('2026-07-01').numbers.at('2026-Q3', '01');
    expect(base.comparisonBreak).toEqual({
      vi: 'Cách tính đã thay đổi: từ ngày 01/07/2026 áp dụng phiên bản 2 của phương pháp thay cho phiên bản 1; quý II năm 2026 tính theo phiên bản 1, quý III năm 2026 theo phiên bản 2.',
      en: 'The method changed: from 2026-07-01 its version 2 holds instead of version 1; Q2 2026 is computed by version 1, Q3 2026 by version 2.',
    });
    const months = monthRows(base, countTogether(base))();
    expect(months.map(({ month }) => month)).toEqual(['2026-07', '2026-08', '2026-09']);
  });

  it('are two pieces of the trend', async () => {
    const trends = trendsService({ numbers: worldOf('2026-07-01').numbers });
    const { method, rows } = await trends.table({ unit: '01', last: '2026-Q3', count: 2 });
    expect(method.version).toBe(2);
    expect(rows.map((row) => [row.methodVersion, row.change, row.break])).toEqual([
      [1, null, null],
      [2, null, 'method'],
    ]);
    expect(rows.map(({ figure }) => Math.round(figure.value!))).toEqual([100, 83]);
  });

  it('are one where the versions compute alike', async () => {
    const world = worldOf('2026-07-01', { title: { vi: 'tên mới', en: 'new name' } });
    const after = await table(world, '2026-Q3');
    expect([after.method.version, after.change?.value]).toEqual([2, 0]);
    const { rows } = await trendsService({ numbers: world.numbers }).table({
      ...{ unit: '01', last: '2026-Q3', count: 2 },
    });
    expect(rows.map((row) => row.break)).toEqual([null, null]);
  });

  it('count each the forms that its version names', async () => {
    const [first, second] = [formWith(), formWith({ id: 'tiny-land' })];
    const world = tinyWorld({
      forms: [first, second],
      methods: [
        surveyMethod('sipas-2640-top2', ['tiny']),
        surveyMethod('sipas-2640-top2', ['tiny-land'], { version: 2, validFrom: '2026-07-01' }),
      ],
    });
    world.answer(40, good, june);
    world.answer(50, good, { questionnaire: { id: 'tiny-land', version: 1 } });
    const { base } = await world.numbers.at('2026-Q3', '01');
    const rows = (mask: Uint8Array | null) => mask?.reduce((sum, each) => sum + each, 0);
    expect([rows(base.counted), rows(base.countedBefore), base.comparisonBreak]).toEqual([50, 40, null]);
  });
});

describe('a version that comes into force within a quarter', () => {
  it('leaves it to the version of its first day, and the report says so', async () => {
    const world = worldOf('2026-08-15');
    const { method, overall, change } = await table(world, '2026-Q3');
    expect([method.version, overall.value, change?.value]).toEqual([1, 100, 0]);
    expect(method.note?.vi).toBe(
      'Phiên bản 2 của phương pháp có hiệu lực từ ngày 15/08/2026, trong kỳ; cả kỳ tính theo phiên bản 1, là phiên bản áp dụng từ đầu kỳ.',
    );
    expect((await table(world, '2026-Q4')).method.version).toBe(2);
    expect((await table(world, '2026-09')).method.version).toBe(2);
  });
});

describe('a period without a version in force', () => {
  it('is computed in retrospect by the first, and says so', async () => {
    const world = tinyWorld({
      forms: [formWith()],
      methods: [surveyMethod('sipas-2640-top2', ['tiny'], { validFrom: '2027-01-01' })],
    });
    world.answer(40, good);
    const { overall, method } = await table(world, '2026-Q3');
    expect(overall.value).toBe(100);
    expect(method.note?.en).toContain('in retrospect by version 1');
  });

  it('goes on by the last one after its end, and says so', async () => {
    const world = tinyWorld({
      forms: [formWith()],
      methods: [surveyMethod('sipas-2640-top2', ['tiny'], { validTo: '2026-05-01' })],
    });
    world.answer(40, good);
    expect((await table(world, '2026-Q3')).method.note?.en).toContain('ceased to hold on 2026-05-01');
  });
});

describe('a version that is named', () => {
  it('computes any period', async () => {
    const world = worldOf('2026-07-01');
    expect((await table(world, '2026-Q3', 'sipas-2640-top2@1')).overall.value).toBe(100);
    expect((await table(world, '2026-Q2', 'sipas-2640-top2@2')).overall.value).toBeCloseTo(mean4, 10);
    await expect(table(world, '2026-Q2', 'sipas-2640-top2@3')).rejects.toMatchObject({
      code: 'method-not-found',
    });
  });

  it('is compared with itself, and not remembered for the change', async () => {
    const world = worldOf('2026-07-01');
    const pinned = await table(world, '2026-Q3', 'sipas-2640-top2@1');
    expect(pinned.change?.value).toBe(0);
    expect((await table(world, '2026-Q3')).change).toBeNull();
  });
});

describe('a version that is asked for by name', () => {
  it('says that another was in force, and the version in force says the same however it is asked for', async () => {
    const world = worldOf('2026-07-01');
    const note = async (period: string, method?: string) => (await table(world, period, method)).method.note;
    expect(await note('2026-Q3')).toBeNull();
    expect(await note('2026-Q3', 'sipas-2640-top2@2')).toBeNull();
    expect((await note('2026-Q3', 'sipas-2640-top2@1'))!.en).toBe(
      'As asked for, this period is computed by version 1 of the method; version 2 was in force on its first day.',
    );
    const within = worldOf('2026-08-15');
    const first = (await table(within, '2026-Q3', 'sipas-2640-top2@1')).method.note;
    expect(first!.en).toContain('within the period');
    expect((await table(within, '2026-Q3')).method.note).toEqual(first);
  });
});
