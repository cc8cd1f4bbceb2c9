import { describe, expect, it } from '@jest/globals';
import { formWith } from '../../domain/answers-fixture.js';
import { bad, good, shortForm, surveyMethod, tinyWorld, type TinyWorld } from './tiny-world.js';

const table = (world: TinyWorld, change: Partial<Parameters<TinyWorld['indices']['table']>[0]> = {}) =>
  world.indices.table({ period: '2026-Q3', unit: '01', by: 'element', ...change });
const short = { questionnaire: { id: 'short', version: 1 } };
const june = { receivedAt: new Date('2026-06-10T03:00:00Z') };

describe('the index of a unit in a period', () => {
  it('is the mean of its criteria, each the share of levels 4 and 5', async () => {
    const world = tinyWorld();
    world.answer(24, { a1: 4, a2: 5, b1: 5 });
    world.answer(6, { a1: 3, a2: 1, b1: 4 });
    const { overall, rows } = await table(world);
    // a1 24/30 = 80, a2 80, b1 30/30 = 100; element a 80, b 100; overall (80 + 80 + 100) / 3.
    expect(overall.value).toBeCloseTo(260 / 3, 10);
    expect(rows.map(({ figure }) => figure.value)).toEqual([80, 100]);
    const criteria = await table(world, { by: 'criterion' });
    expect(criteria.rows[0]?.counts).toEqual({ levels: [0, 0, 6, 24, 0], notUsed: 0, blank: 0 });
  });

  it('is null where nobody answered, never 0', async () => {
    const { overall, rows, change } = await table(tinyWorld());
    expect(overall).toEqual({ value: null, n: 0, interval: null, display: 'none' });
    expect(rows.map(({ figure }) => figure.value)).toEqual([null, null]);
    expect(change).toBeNull();
  });

  it('takes in an answer and a withdrawal the moment they are there', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    expect((await table(world)).overall.n).toBe(40);
    world.answer(1, bad, { receivedAt: world.clock.now });
    expect((await table(world)).overall.n).toBe(41);
    const { id, unitCode, questionnaire, receivedAt } = world.responses.at(-1)!;
    const where = { unitCode, questionnaire, receivedAt };
    const decision = {
      kind: 'withdrawn' as const,
      reason: '',
      by: null,
      receivedAt: world.clock.now,
      response: where,
    };
    world.decisions.push({ id: `${id}:withdrawn`, responseId: id, ...decision });
    expect((await table(world)).overall).toMatchObject({ n: 40, value: 100 });
  });

  it('holds the units below, and a row of a unit is the index of that unit', async () => {
    const world = tinyWorld();
    world.answer(30, good);
    world.answer(15, bad, { unitCode: 'so' });
    world.answer(15, good, { unitCode: 'centre' });
    const city = await table(world, { by: 'unit' });
    expect(city.overall.n).toBe(60);
    expect(city.rows.map(({ id, figure }) => [id, figure.n])).toEqual([
      ['so', 30],
      ['w1', 30],
      ['w2', 0],
      ['w3', 0],
      ['centre', 15],
    ]);
    const department = await table(world, { unit: 'so' });
    expect(department.overall).toEqual(city.rows[0]?.figure);
  });

  it('never mixes a form that its method does not name, and shows it beside', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    world.answer(35, { s1: 1 }, short);
    const { overall, others } = await table(world);
    expect(overall).toMatchObject({ n: 40, value: 100 });
    expect(others).toHaveLength(1);
    // Both methods name the short form; the one with the rule of the main index stands beside it.
    expect(others[0]).toMatchObject({
      method: { id: 'short-top2' },
      responses: 35,
      figure: { value: 0, n: 35 },
    });
    expect((await table(world, { method: 'short-mean4' })).overall.n).toBe(35);
  });

  it('pools the forms that its method names and tells their fields apart', async () => {
    const world = tinyWorld();
    world.answer(20, good);
    world.answer(20, bad, { questionnaire: { id: 'tiny-land', version: 1 } });
    world.answer(20, good, { procedure: '1.012' });
    const { overall, rows } = await table(world, { by: 'domain' });
    expect(overall.n).toBe(60);
    expect(rows.map(({ id, figure }) => [id, figure.n, figure.value])).toEqual([
      ['general', 20, 100],
      ['land', 40, 50],
    ]);
  });
});

describe('the index of a part of the responses', () => {
  async function mixed(): Promise<TinyWorld> {
    const world = tinyWorld();
    world.answer(20, { ...good, sex: 'female' }, { channel: 'qr', procedure: '1.012' });
    world.answer(
      30,
      { ...bad, sex: 'male' },
      { channel: 'kiosk', receivedAt: new Date('2026-08-10T03:00:00Z') },
    );
    world.answer(12, { ...good, sex: 'male' }, { channel: 'kiosk', ...june });
    return world;
  }
  it.each([
    [
      'channel',
      undefined,
      [
        ['kiosk', 30, 0],
        ['qr', 20, 100],
      ],
    ],
    ['procedure', undefined, [['1.012', 20, 100]]],
    [
      'month',
      undefined,
      [
        ['2026-07', 20, 100],
        ['2026-08', 30, 0],
        ['2026-09', 0, null],
      ],
    ],
    [
      'answer',
      'sex',
      [
        ['male', 30, 0],
        ['female', 20, 100],
        ['na', 0, null],
      ],
    ],
  ] as const)('is told by %s, for the period alone', async (by, item, expected) => {
    const { overall, rows } = await table(await mixed(), { by, ...(item && { item }) });
    expect(overall).toMatchObject({ n: 50, value: 40 });
    expect(rows.map(({ id, figure }) => [id, figure.n, figure.value])).toEqual(expected);
  });

  it.each(['a1', 'heard', 'nothing', undefined])(
    'is not told by %p, which no one answers with one option',
    async (item) => {
      await expect(table(await mixed(), { by: 'answer', ...(item && { item }) })).rejects.toMatchObject({
        code: 'item-not-found',
      });
    },
  );
});

describe('who chose the respondents', () => {
  it('is never mixed: a random sample of 30 is the index, those who came themselves stand beside it', async () => {
    const world = tinyWorld();
    world.answer(100, good);
    world.answer(30, bad, { randomSample: true });
    const { source, overall, others } = await table(world);
    expect([source, overall.n, overall.value]).toEqual(['random-sample', 30, 0]);
    expect(others).toMatchObject([{ source: 'self-selected', responses: 100, figure: { value: 100 } }]);
  });

  it('is themselves where the random sample is too small to be shown without a warning', async () => {
    const world = tinyWorld();
    world.answer(100, good);
    world.answer(29, bad, { randomSample: true });
    const { source, overall, others } = await table(world);
    expect([source, overall.n]).toEqual(['self-selected', 100]);
    expect(others).toMatchObject([{ source: 'random-sample', responses: 29, figure: { display: 'few' } }]);
  });

  it('is the random draw where nobody else answered', async () => {
    const world = tinyWorld();
    world.answer(12, bad, { randomSample: true });
    expect((await table(world)).source).toBe('random-sample');
  });
});

describe('what is hidden', () => {
  it('is a unit with 9 answers, and the smallest other one, because the city minus the rest would tell', async () => {
    const world = tinyWorld();
    world.answer(9, good);
    world.answer(20, good, { unitCode: 'w2' });
    world.answer(50, good, { unitCode: 'w3' });
    const { rows } = await table(world, { by: 'unit' });
    const wards = rows.filter(({ id }) => id.startsWith('w'));
    expect(wards.map(({ figure }) => figure.display)).toEqual(['suppressed', 'suppressed', 'shown']);
    expect(wards.map(({ figure }) => figure.value)).toEqual([null, null, 100]);
    expect(wards.map(({ rank }) => rank)).toEqual([null, null, null]);
  });

  it('keeps the counts of a criterion with fewer than 10 answers to itself', async () => {
    const world = tinyWorld();
    world.answer(30, { a1: 4, a2: 4 });
    world.answer(9, { a1: 4, a2: 4, b1: 1 });
    const { rows } = await table(world, { by: 'criterion' });
    expect(rows.map(({ id, figure, counts }) => [id, figure.display, counts !== undefined])).toEqual([
      ['a1', 'shown', true],
      ['a2', 'shown', true],
      ['b1', 'suppressed', false],
    ]);
  });
});

describe('the change against the period before', () => {
  it('is a difference in points with an interval', async () => {
    const world = tinyWorld();
    world.answer(300, good, june);
    world.answer(100, bad, june);
    world.answer(390, good);
    world.answer(10, bad);
    const { change } = await table(world);
    // 97.5 − 75: 390 of 400 and 300 of 400 on every criterion.
    expect(change?.value).toBeCloseTo(22.5, 10);
    expect(change?.significant).toBe(true);
    expect(change!.interval!.low).toBeGreaterThan(0);
  });

  it('is missing where the criteria were worded otherwise, and each period takes its own form', async () => {
    const second = formWith({ version: 2 });
    second.parts[0]!.items[0]!.text = { vi: 'hỏi khác', en: 'asked otherwise' };
    const world = tinyWorld({
      forms: [formWith(), second, shortForm()],
      methods: [surveyMethod('sipas-2640-top2', ['tiny'])],
    });
    world.answer(40, good, june);
    world.answer(40, bad, { questionnaire: { id: 'tiny', version: 2 } });
    const { change, overall } = await table(world);
    expect([change, overall.value]).toEqual([null, 0]);
    const { base } = await world.numbers.at('2026-Q3', '01');
    expect(base.comparisonBreak?.vi).toContain('bộ tiêu chí khác');
    expect((await table(world, { period: '2026-Q2' })).overall.value).toBe(100);
  });

  it('is missing where the method came into force only afterwards', async () => {
    const method = surveyMethod('sipas-2640-top2', ['tiny'], { validFrom: '2026-07-01' });
    const world = tinyWorld({ forms: [formWith()], methods: [method] });
    world.answer(40, good, june);
    world.answer(40, good);
    const { base } = await world.numbers.at('2026-Q3', '01');
    expect([base.comparisonBreak?.vi.includes('01/07/2026'), base.countedBefore]).toEqual([true, null]);
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['names a unit that does not exist', { unit: 'x' }, 'unit-not-found'],
    ['names a method that does not exist', { method: 'x' }, 'method-not-found'],
    ['names a method that computes from imported values', { method: 'score' }, 'method-not-found'],
    ['names no period', { period: '2026-Q5' }, 'period-invalid'],
  ])('%s', async (_, change, code) => {
    await expect(table(tinyWorld(), change)).rejects.toMatchObject({ code });
  });
});

describe('numbers', () => {
  it('are remembered until the blocks change', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    const first = await world.numbers.at('2026-Q3', '01');
    expect(await world.numbers.at('2026-Q3', '01')).toBe(first);
    world.answer(1, good, { receivedAt: world.clock.now });
    const second = await world.numbers.at('2026-Q3', '01');
    expect([second === first, second.base.table.rows]).toEqual([false, 41]);
  });
});
