import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { demoCollectors } from '../scripts/demo/collectors.js';
import { demoResponses } from '../scripts/demo/responses.js';
import { storedResponse } from '../scripts/demo/stored-response.js';
import type { Figure } from '../server/domain/report-model.js';
import type { IndexTable } from '../server/services/indices.js';
import { openTestApp, type TestApp } from './app.js';

const PERIOD = '2026-Q3';
/** The forms that ask the 22 criteria. */
const FORMS = [
  'sipas-2640-2017',
  'hn-labour',
  'hn-unemployment-insurance',
  'hn-social-protection',
  'hn-people-with-merit',
  'hn-land',
];

type Row = Record<string, string>;
let app: TestApp;
let folder: string;
/** The counted rows of all forms, as the export gives them. */
let rows: Row[];
let exports: string[];
let elements: IndexTable;
let criteria: IndexTable;

beforeAll(async () => {
  app = await openTestApp({ now: '2026-10-05T02:00:00Z' });
  folder = await mkdtemp(join(tmpdir(), 'hai-long-number-'));
  const { catalogue } = app.house.services;
  const collectors = demoCollectors(catalogue, new Date('2025-10-01T00:00:00Z'));
  const made = [...demoResponses({ catalogue, collectors, today: app.clock.now, count: 4000, seed: 7 })];
  await app.house.stores.responses.insertMany(made.map((response) => storedResponse(catalogue, response)));

  const agent = await app.administrator();
  const text = async (path: string) => (await agent.get(path).buffer(true).expect(200)).text;
  exports = [];
  for (const form of FORMS) exports.push(await text(`/exports/${PERIOD}/${form}@1.csv`));
  rows = exports
    .flatMap((csv) => parse(csv, { bom: true, columns: true, comment: '#', comment_no_infix: true }) as Row[])
    .filter(({ decision }) => decision === 'counted');
  elements = JSON.parse(await text(`/api/v1/indices?period=${PERIOD}&by=element`));
  criteria = JSON.parse(await text(`/api/v1/indices?period=${PERIOD}&by=criterion`));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** The share of "Hài lòng" and "Rất hài lòng" among the valid answers, by hand from the rows. */
function topTwoByHand(id: string, among = rows): number {
  const valid = among.map((row) => row[id]).filter((cell) => /^[1-5]$/.test(cell ?? ''));
  return (100 * valid.filter((cell) => cell! >= '4').length) / valid.length;
}
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const parentOf = (unit: string) => app.house.services.catalogue.units.get(unit)!.parent;
const criterionIds = () => criteria.rows.map(({ id }) => id);
const printed = (value: number) => (Math.round(value * 100) / 100).toFixed(2).replace('.', ',');

describe('one number, wherever it is printed', () => {
  it('is what the export gives by hand: criteria, elements as their means, the overall index', () => {
    expect(criterionIds()).toHaveLength(22);
    expect(elements.overall.n).toBe(rows.length);
    for (const { id, figure, counts } of criteria.rows) {
      expect(figure.value).toBeCloseTo(topTwoByHand(id), 9);
      expect(counts!.levels[4]).toBe(rows.filter((row) => row[id] === '5').length);
      expect(counts!.notUsed).toBe(rows.filter((row) => row[id] === 'NA').length);
    }
    for (const { id, figure } of elements.rows) {
      const own = criterionIds().filter((criterion) => criterion.startsWith(id));
      expect(figure.value).toBeCloseTo(mean(own.map((criterion) => topTwoByHand(criterion))), 9);
    }
    expect(elements.overall.value).toBeCloseTo(mean(criterionIds().map((id) => topTwoByHand(id))), 9);
  });

  it('of each unit is what the rows of that unit and of those below it give by hand', async () => {
    const agent = await app.administrator();
    const units: IndexTable = (await agent.get(`/api/v1/indices?period=${PERIOD}&by=unit`).expect(200)).body;
    const shown = units.rows.filter(({ figure }) => figure.value !== null);
    expect(shown.length).toBeGreaterThan(5);
    for (const { id, figure } of shown) {
      const own = rows.filter(({ unit }) => unit === id || parentOf(unit!) === id);
      expect(figure.n).toBe(own.length);
      const valid = criterionIds().map((criterion) => topTwoByHand(criterion, own));
      expect(figure.value).toBeCloseTo(mean(valid.filter((value) => !Number.isNaN(value))), 9);
    }
  });

  it.each([
    ['channel', 'channel', (row: Row) => row['channel']],
    ['month', 'month', (row: Row) => row['month']],
    ['procedure', 'procedure', (row: Row) => row['procedure']],
    ['answer to dm1', 'answer&item=dm1', (row: Row) => row['dm1']],
    ['answer to q5', 'answer&item=q5', (row: Row) => row['q5']],
  ])('of each %s is what the rows of it give by hand', async (_, by, keyOf) => {
    const agent = await app.administrator();
    const table: IndexTable = (await agent.get(`/api/v1/indices?period=${PERIOD}&by=${by}`).expect(200)).body;
    const shown = table.rows.filter(({ figure }) => figure.value !== null);
    expect(shown.length).toBeGreaterThan(1);
    for (const { id, figure } of shown) {
      const own = rows.filter((row) => keyOf(row) === id);
      expect([id, figure.n]).toEqual([id, own.length]);
      const valid = criterionIds().map((criterion) => topTwoByHand(criterion, own));
      expect(figure.value).toBeCloseTo(mean(valid.filter((value) => !Number.isNaN(value))), 9);
    }
  });

  it('is the same on the dashboard and in the report as in the API', async () => {
    const agent = await app.administrator();
    const dashboard = (await agent.get(`/dashboard?period=${PERIOD}&unit=01`).expect(200)).text;
    const report = (await agent.get(`/reports/${PERIOD}/01.html`).expect(200)).text;
    const figures: Figure[] = [elements.overall, ...elements.rows.map(({ figure }) => figure)];
    for (const { value, interval } of [...figures, ...criteria.rows.map(({ figure }) => figure)]) {
      expect(dashboard).toContain(printed(value!));
      expect(report).toContain(printed(value!));
      expect(report).toContain(printed(interval!.low));
      expect(report).toContain(printed(interval!.high));
    }
  });

  it('is the same from the command line over the exported rows, with its interval', async () => {
    const file = join(folder, 'answers.csv');
    const header = ['id', ...criterionIds()];
    const lines = rows.map((row) => header.map((name) => row[name] ?? '').join(','));
    await writeFile(file, [header.join(','), ...lines].join('\n'));
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--import', 'tsx', 'scripts/index.ts', file, '--questionnaire', 'sipas-2640-2017'],
      ...['--method', 'sipas-2640-top2', '--id', 'id', '--json'],
    ]);
    const result = JSON.parse(stdout) as {
      value: number;
      n: number;
      interval: { low: number; high: number };
    };
    expect(result.n).toBe(elements.overall.n);
    expect(printed(result.value)).toBe(printed(elements.overall.value!));
    expect(printed(result.interval.low)).toBe(printed(elements.overall.interval!.low));
    expect(printed(result.interval.high)).toBe(printed(elements.overall.interval!.high));
  });
});

describe('the export', () => {
  it('ends with how many rows it has and the hash of the lines before', () => {
    for (const csv of exports) {
      const lines = csv.replace('\uFEFF', '').split('\r\n');
      const last = lines.at(-2)!;
      const body = lines
        .slice(0, -2)
        .map((line) => `${line}\r\n`)
        .join('');
      expect(last).toContain(`# ${lines.length - 3} responses to `);
      expect(last).toContain(createHash('sha256').update(body).digest('hex'));
    }
  });
});

describe('the index with weights', () => {
  it('is what raking the exported rows by hand gives, everywhere', async () => {
    const people: Record<string, Record<string, number>> = {
      dm7: { citizen: 900, org: 100 },
      q5: { early: 120, ontime: 680, late: 150, pending: 50 },
    };
    const margins = Object.entries(people).flatMap(([margin, of]) =>
      Object.entries(of).map(([category, count]) => ({ margin, category, people: count })),
    );
    const { populations } = app.house.services;
    await populations.load(margins.map((row) => ({ ...row, period: PERIOD, unitCode: '01' })));
    const agent = await app.administrator();
    const api: IndexTable = (await agent.get(`/api/v1/indices?period=${PERIOD}`).expect(200)).body;
    const numbers = api.weighted!.numbers!;

    // Iterative proportional fitting over the rows; who did not say keeps the share that such rows have.
    let weights = rows.map(() => 1000 / rows.length);
    for (let round = 0; round < 60; round += 1)
      for (const [margin, of] of Object.entries(people)) {
        const said = rows.map((row) => (row[margin]! in of ? row[margin]! : ''));
        const silent = said.filter((category) => category === '').length / rows.length;
        const wanted = (category: string) => (category === '' ? 1000 * silent : of[category]! * (1 - silent));
        const sums = new Map<string, number>();
        said.forEach((category, i) => sums.set(category, (sums.get(category) ?? 0) + weights[i]!));
        weights = weights.map((weight, i) => (weight * wanted(said[i]!)) / sums.get(said[i]!)!);
      }
    const topTwo = (id: string) => {
      let [satisfied, valid] = [0, 0];
      rows.forEach((row, i) => {
        if (!/^[1-5]$/.test(row[id] ?? '')) return;
        valid += weights[i]!;
        if (row[id]! >= '4') satisfied += weights[i]!;
      });
      return (100 * satisfied) / valid;
    };
    expect(api.weighted!.faults).toEqual([]);
    expect(numbers.trimmed).toBe(0);
    expect(numbers.overall.value).toBeCloseTo(mean(criterionIds().map(topTwo)), 6);
    expect(numbers.overall.value).not.toBeCloseTo(elements.overall.value!, 3);
    const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
    expect(numbers.designEffect).toBeCloseTo((rows.length * squares) / 1000 ** 2, 6);

    const file = join(folder, 'weighted.csv');
    const header = ['id', ...Object.keys(people), ...criterionIds()];
    const lines = rows.map((row) => header.map((name) => row[name] ?? '').join(','));
    await writeFile(file, [header.join(','), ...lines].join('\n'));
    const marginFile = join(folder, 'margins.csv');
    const marginLines = margins.map((row) => [row.margin, row.category, row.people].join(','));
    await writeFile(marginFile, ['margin,category,population', ...marginLines].join('\n'));
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--import', 'tsx', 'scripts/index.ts', file, '--questionnaire', 'sipas-2640-2017'],
      ...['--method', 'sipas-2640-top2', '--id', 'id', '--margins', marginFile, '--json'],
    ]);
    const { value, n, interval, designEffect } = JSON.parse(stdout) as typeof numbers.overall & {
      designEffect: number;
    };
    expect({ value, n, interval, designEffect }).toEqual({
      value: expect.closeTo(numbers.overall.value!, 9),
      n: numbers.overall.n,
      interval: {
        low: expect.closeTo(numbers.overall.interval!.low, 9),
        high: expect.closeTo(numbers.overall.interval!.high, 9),
      },
      designEffect: expect.closeTo(numbers.designEffect, 9),
    });

    const csv = (await agent.get(`/dashboard/tables/weighted.csv?period=${PERIOD}&unit=01`).expect(200)).text;
    expect(csv).toContain(String(numbers.overall.value));
    const pages = [`/dashboard?period=${PERIOD}&unit=01`, `/reports/${PERIOD}/01.html`];
    for (const path of pages) {
      const page = (await agent.get(path).expect(200)).text;
      for (const { value: one, interval: around } of [numbers, ...numbers.elements].map((each) =>
        'figure' in each ? each.figure : each.overall,
      ))
        for (const shown of [one!, around!.low, around!.high]) expect(page).toContain(printed(shown));
    }
  });
});
