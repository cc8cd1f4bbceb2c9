import { describe, expect, it } from '@jest/globals';
import { trendsService } from '../../server/services/trends.js';
import { formWith } from '../domain/answers-fixture.js';
import { bad, good, surveyMethod, tinyWorld, type TinyWorld } from './numbers/tiny-world.js';

const inQuarter = (quarter: number, more: object = {}) => ({
  receivedAt: new Date(Date.UTC(2026, 3 * quarter - 2, 10)),
  ...more,
});
const rows = async (world: TinyWorld, unit = '01', count = 3) =>
  (await trendsService({ numbers: world.numbers }).table({ unit, last: '2026-Q3', count })).rows;
const told = async (world: TinyWorld) =>
  (await rows(world)).map(({ period, figure, change, break: reason }) => [
    period.id,
    figure.value,
    change && Math.round(change.value),
    reason,
  ]);

describe('the index period by period', () => {
  it('has a change against the period before, none at the first and none beside a gap', async () => {
    const world = tinyWorld();
    world.answer(30, good, inQuarter(2));
    world.answer(30, bad, inQuarter(2));
    world.answer(60, good, inQuarter(3));
    expect(await told(world)).toEqual([
      ['2026-Q1', null, null, null],
      ['2026-Q2', 50, null, null],
      ['2026-Q3', 100, 50, null],
    ]);
  });

  it('breaks where the method came into force', async () => {
    const method = surveyMethod('sipas-2640-top2', ['tiny'], { validFrom: '2026-07-01' });
    const world = tinyWorld({ forms: [formWith()], methods: [method] });
    for (const quarter of [1, 2, 3]) world.answer(40, good, inQuarter(quarter));
    expect(await told(world)).toEqual([
      ['2026-Q1', 100, null, null],
      ['2026-Q2', 100, 0, null],
      ['2026-Q3', 100, null, 'method'],
    ]);
  });

  it('breaks where other criteria were asked, not where a question about the respondent changed', async () => {
    const second = formWith({ version: 2 });
    second.parts[3]!.items[0]!.text = { vi: 'khác', en: 'other' };
    const third = formWith({ version: 3 });
    third.parts[0]!.items[0]!.text = { vi: 'hỏi khác', en: 'asked otherwise' };
    const world = tinyWorld({
      forms: [formWith(), second, third],
      methods: [surveyMethod('sipas-2640-top2', ['tiny'])],
    });
    for (const version of [1, 2, 3])
      world.answer(40, good, inQuarter(version, { questionnaire: { id: 'tiny', version } }));
    expect((await told(world)).map(([, , , reason]) => reason)).toEqual([null, null, 'questionnaire']);
  });

  it('breaks where respondents were chosen in another way', async () => {
    const world = tinyWorld();
    world.answer(40, good, inQuarter(2));
    world.answer(40, bad, inQuarter(3, { randomSample: true }));
    expect((await told(world)).at(-1)).toEqual(['2026-Q3', 0, null, 'source']);
  });

  it('has no change against a period that is hidden', async () => {
    const world = tinyWorld();
    world.answer(9, bad, inQuarter(2));
    world.answer(40, good, inQuarter(3));
    const [, before, after] = await rows(world);
    expect([before!.figure.display, after!.figure.value, after!.change]).toEqual(['suppressed', 100, null]);
  });
});
