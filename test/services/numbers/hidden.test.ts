import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../../server/domain/response.js';
import { countTogether } from '../../../server/services/numbers/breakdown.js';
import { monthRows } from '../../../server/services/numbers/month-rows.js';
import { overallAt } from '../../../server/services/numbers/overall-numbers.js';
import { respondentTables } from '../../../server/services/numbers/respondent-tables.js';
import { bad, good, tinyWorld, type TinyWorld } from './tiny-world.js';

const table = (world: TinyWorld, unit: string, by: 'unit' | 'element' | 'criterion' | 'domain' = 'element') =>
  world.indices.table({ period: '2026-Q3', unit, by });

/** The city's table keeps back ward w1 with 9 answers, and w2, or the city minus the others would tell w1. */
function cityWithSmallWard(): TinyWorld {
  const world = tinyWorld();
  world.answer(9, good);
  world.answer(20, good, { unitCode: 'w2' });
  world.answer(50, good, { unitCode: 'w3' });
  return world;
}

describe('a unit that its city’s table keeps back', () => {
  it.each(['element', 'criterion', 'domain'] as const)('is hidden in its own table by %s', async (by) => {
    const { overall, rows } = await table(cityWithSmallWard(), 'w2', by);
    expect(overall).toEqual({ value: null, n: 20, interval: null, display: 'suppressed' });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ figure, counts }) => [figure.value, counts])).toEqual(
      rows.map(() => [null, undefined]),
    );
  });

  it('leaves its neighbours as they are', async () => {
    expect((await table(cityWithSmallWard(), 'w3')).overall.value).toBe(100);
  });

  it('is shown as soon as nobody could be found out through it', async () => {
    const world = cityWithSmallWard();
    expect((await table(world, 'w2')).overall.value).toBeNull();
    world.answer(1, good, { receivedAt: world.clock.now });
    expect((await table(world, 'w2')).overall.value).toBe(100);
  });

  it('is shown where the city’s own desks already hide the small one', async () => {
    const world = cityWithSmallWard();
    world.answer(12, good, { unitCode: '01' });
    expect((await table(world, 'w2')).overall.value).toBe(100);
  });

  it('has no change against a period in which it was hidden', async () => {
    const world = tinyWorld();
    const june = { receivedAt: new Date('2026-06-10T03:00:00Z') };
    world.answer(9, bad, june);
    for (const unitCode of ['w2', 'w3']) world.answer(20, bad, { unitCode, ...june });
    for (const unitCode of ['w1', 'w2', 'w3']) world.answer(40, good, { unitCode });
    const { overall, previousOverall, change } = overallAt(await world.numbers.at('2026-Q3', 'w2'));
    expect([overall.value, previousOverall?.display, previousOverall?.value, change]).toEqual([
      100,
      'suppressed',
      null,
      null,
    ]);
    expect((await table(world, 'w3')).change?.value).toBe(100);
  });

  it('hides the month in which it was kept back, and the smallest other one, or the quarter would tell', async () => {
    const world = tinyWorld();
    const august = { receivedAt: new Date('2026-08-10T03:00:00Z') };
    const september = { receivedAt: new Date('2026-09-10T03:00:00Z') };
    world.answer(9, good);
    world.answer(30, good, august);
    world.answer(20, good, { unitCode: 'w2' });
    world.answer(25, good, { unitCode: 'w2', ...august });
    world.answer(15, good, { unitCode: 'w2', ...september });
    world.answer(90, good, { unitCode: 'w3' });
    const { base } = await world.numbers.at('2026-Q3', 'w2');
    const months = monthRows(base, countTogether(base))();
    expect(months.map(({ month, figure }) => [month, figure.display])).toEqual([
      ['2026-07', 'suppressed'],
      ['2026-08', 'few'],
      ['2026-09', 'suppressed'],
    ]);
  });
});

describe('an index beside the main one', () => {
  /** 9 responses in w1 and 20 in w2: with the city's 29 the one would tell the other. */
  function beside(answers: Answers, change: Partial<StoredResponse>): TinyWorld {
    const world = tinyWorld();
    for (const unitCode of ['w1', 'w2', 'w3']) world.answer(100, good, { unitCode });
    world.answer(9, answers, change);
    world.answer(20, answers, { ...change, unitCode: 'w2' });
    return world;
  }
  const shortForm: [Answers, Partial<StoredResponse>] = [
    { s1: 5 },
    { questionnaire: { id: 'short', version: 1 } },
  ];
  const drawn: [Answers, Partial<StoredResponse>] = [good, { randomSample: true }];
  const others = async (world: TinyWorld, unit: string) =>
    (await table(world, unit)).others.map(({ figure }) => [figure.n, figure.display]);

  it.each([
    ['of another form', ...shortForm],
    ['of those who were drawn', ...drawn],
  ])('%s is hidden in the report of every unit that would give away another', async (_what, ...given) => {
    const world = beside(...given);
    expect(await others(world, '01')).toEqual([[29, 'few']]);
    expect(await others(world, 'w1')).toEqual([[9, 'suppressed']]);
    expect(await others(world, 'w2')).toEqual([[20, 'suppressed']]);
    world.answer(30, given[0], { ...given[1], unitCode: '01', receivedAt: world.clock.now });
    expect(await others(world, 'w2')).toEqual([[20, 'few']]);
  });

  it('is hidden as well where it is the main one of the unit', async () => {
    const world = tinyWorld();
    world.answer(100, good, { unitCode: 'w3' });
    world.answer(9, good, { randomSample: true });
    world.answer(20, good, { randomSample: true, unitCode: 'w2' });
    const { source, overall } = await table(world, 'w2');
    expect([source, overall.n, overall.display]).toEqual(['random-sample', 20, 'suppressed']);
  });
});

describe('an answer about the respondent', () => {
  it('is hidden where the few who gave none could be found by subtraction', async () => {
    const world = tinyWorld();
    world.answer(40, { ...good, sex: 'male' });
    world.answer(20, { ...good, sex: 'female' });
    world.answer(3, good);
    const { base } = await world.numbers.at('2026-Q3', '01');
    const [sex] = respondentTables(base, countTogether(base))();
    expect(sex!.rows.map(({ label, figure }) => [label.vi, figure.display])).toEqual([
      ['male', 'shown'],
      ['female', 'suppressed'],
      ['na', 'none'],
    ]);
  });
});
