import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Method, ScoreMethod } from '../../server/satisfaction/method.js';
import { roundHalfUp } from '../../server/satisfaction/round-half-up.js';
import { scoreClass, scoreFaults, scoreIndex } from '../../server/satisfaction/score-index.js';
import { weightedMean } from '../../server/satisfaction/weighted-mean.js';
import { goldenJson } from '../golden/read-golden.js';

const folder = new URL('../../surveys/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown;
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
addFormats.default(ajv);
const fits = ajv.compile(read('schema/method.schema.json') as object);

const files = readdirSync(new URL('methods/', folder));
const methods = new Map(files.map((file) => [file, read(`methods/${file}`) as Method]));

function scoreMethod(id: string): ScoreMethod {
  const method = methods.get(`${id}.json`);
  if (method?.kind !== 'score') throw new Error(`${id} is no score method`);
  return method;
}

describe('the methods under surveys/', () => {
  it.each(files)('%s fits the schema and is named after its id', (file) => {
    const method = methods.get(file)!;
    fits(method);
    expect(fits.errors ?? []).toEqual([]);
    expect(`${method.id}.json`).toBe(file);
  });

  it('are the ones the product promises', () => {
    expect([...methods.keys()].map((file) => file.slice(0, -5)).sort()).toEqual([
      'ddci-example',
      'hn-onestop-short-top2',
      'papi-selfcheck',
      'par-index-contribution',
      'pci-2013',
      'service-766',
      'sipas-1001-mean-of-criteria',
      'sipas-1001-mean-of-criteria-mean4',
      'sipas-2640-top2',
      'tt01-2018',
    ]);
  });

  it('mark the one whose legal basis was replaced, and call a self-assessment by its own name only', () => {
    expect([...methods.values()].filter(({ legacy }) => legacy).map(({ id }) => id)).toEqual(['tt01-2018']);
    const papi = scoreMethod('papi-selfcheck');
    expect(papi.label?.vi).toBe('tự đánh giá theo khung PAPI');
    expect(papi.title.vi).not.toBe('PAPI');
  });

  it('are refused by the schema with an unknown rule, without a source, or with weights missing', () => {
    const method = methods.get('sipas-2640-top2.json')!;
    const { source: _source, ...unsourced } = method;
    const weighted = { ...method, aggregation: { ...method.aggregation, rule: 'weighted' } };
    expect([fits({ ...method, criterionRule: 'median' }), fits(unsourced), fits(weighted)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('scoreIndex', () => {
  const golden = goldenJson<{ years: { year: number; values: Record<string, number>; published: number }[] }>(
    'pci-tien-giang.json',
  );
  it.each(golden.years)('gives the PCI of Tiền Giang in $year within 0.055', ({ values, published }) => {
    const value = scoreIndex(scoreMethod('pci-2013').tree, values).value!;
    expect(Math.abs(value - published)).toBeLessThanOrEqual(0.055);
  });

  it.each([
    [2013, 57.175],
    [2014, 55.105],
    [2015, 56.755],
    [2016, 57.25],
  ])('gives for %d the value recomputed by hand', (year, value) => {
    const { values } = golden.years.find((of) => of.year === year)!; // sipas.md §5.4, last column
    expect(scoreIndex(scoreMethod('pci-2013').tree, values).value).toBeCloseTo(value, 9);
  });

  it('gives 8.65 points of the PAR INDEX for a satisfaction of 86.50 %', () => {
    const value = scoreIndex(scoreMethod('par-index-contribution').tree, { sipas: 86.5 }).value; // sipas.md §4.11
    expect(roundHalfUp(value!, 2)).toBe(8.65);
  });

  it('adds the five groups of Decision 766 to 100 points, and has no total without one of them', () => {
    const { tree } = scoreMethod('service-766');
    const full = { openness: 18, progress: 20, digitisation: 22, online: 22, satisfaction: 18 };
    expect(scoreIndex(tree, full).value).toBe(100);
    const partial = scoreIndex(tree, { ...full, online: null });
    expect(partial.value).toBeNull();
    expect(partial.children.find(({ id }) => id === 'openness')?.value).toBe(18);
  });

  it.each([
    [2, 18, 'Xuất sắc'],
    [1.5, 13.5, 'Tốt'],
    [1, 9, 'Khá'],
    [0.9, 8.1, 'Trung bình'],
    [0, 0, 'Yếu'],
  ])('gives nine indicators of %d points each %d in all: %s', (points, total, grade) => {
    const { tree, classes } = scoreMethod('tt01-2018');
    const value = scoreIndex(
      tree,
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`i${i + 1}`, points])),
    ).value;
    expect(roundHalfUp(value!, 2)).toBe(total);
    expect(scoreClass(roundHalfUp(value!, 2), classes!)?.title.vi).toBe(grade);
  });

  it('brings the eight dimensions of the self-assessment to 8–80', () => {
    const { tree } = scoreMethod('papi-selfcheck');
    const all = (x: number) => Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`d${i + 1}`, x]));
    expect([0, 50, 100].map((x) => scoreIndex(tree, all(x)).value)).toEqual([8, 44, 80]);
  });

  it('leaves a missing part out of a mean', () => {
    const { tree } = scoreMethod('ddci-example');
    expect(scoreIndex(tree, { access: 100, time: 0 }).value).toBeCloseTo((10 * 100 + 15 * 10) / 25, 9);
    expect(scoreIndex(tree, {}).value).toBeNull();
  });

  it('names every value that does not fit', () => {
    const { tree } = scoreMethod('service-766');
    expect(scoreFaults(tree, { openness: 19, progress: NaN, colour: 3 })).toEqual([
      { part: 'colour', reason: 'is no part of `total`' },
      { part: 'openness', reason: 'is 19, not within 0–18' },
      { part: 'progress', reason: 'is NaN, not within 0–20' },
    ]);
    expect(() => scoreIndex(tree, { openness: 19 })).toThrow(RangeError);
  });
});

describe('the published national tables', () => {
  // sipas.md §4.5: policy and service group, their criteria 32 and 19, published overall index
  it.each([
    [2023, 82.49, 82.97, 82.66],
    [2024, 83.84, 84.09, 83.94],
    ['Hà Nội 2024', 86.51, 86.49, 86.5],
  ])('fit the mean of 51 criteria (%s: %d and %d make %d)', (_, policy, service, published) => {
    const overall = weightedMean([
      { value: policy, weight: 32 },
      { value: service, weight: 19 },
    ])!;
    expect(Math.abs(overall - published)).toBeLessThanOrEqual(0.01);
  });

  it.each([
    [2023, [82.49, 82.97], 82.66],
    [2024, [83.84, 84.09], 83.94],
    ['service 2023', [83, 83.02, 83.12, 83.03, 82.27], 82.97],
  ])('refute the mean of groups or elements (%s)', (_, parts, published) => {
    const mean = weightedMean(parts.map((value) => ({ value, weight: 1 })))!;
    expect(Math.abs(mean - published)).toBeGreaterThan(0.01);
  });
});
