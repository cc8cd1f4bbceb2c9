import { describe, expect, it } from '@jest/globals';
import {
  endOf,
  isInForce,
  methodVersions,
  rulesOf,
  versionOn,
  type MethodVersions,
} from '../../server/domain/method-versions.js';
import type { SurveyMethod } from '../../server/satisfaction/method.js';
import { surveyMethod, versionsById } from '../services/numbers/tiny-world.js';

const version = (number: number, validFrom: string | null, validTo: string | null = null) =>
  surveyMethod('m', ['tiny'], { version: number, validFrom, validTo });
/** The first lapses at the end of 2024; the second comes a year later and is replaced in the middle of August 2026. */
const versions: MethodVersions = [
  version(1, '2020-01-01', '2025-01-01'),
  version(2, '2026-01-01'),
  version(3, '2026-08-15'),
];

describe('the version of a day', () => {
  it.each([
    ['2019-12-31', 1, false],
    ['2020-01-01', 1, true],
    ['2024-12-31', 1, true],
    ['2025-01-01', 1, false],
    ['2025-12-31', 1, false],
    ['2026-01-01', 2, true],
    ['2026-08-14', 2, true],
    ['2026-08-15', 3, true],
    ['2099-01-01', 3, true],
  ])('%s is version %d; in force: %s', (day, number, inForce) => {
    const method = versionOn(versions, day);
    expect([method.version, isInForce(versions, method, day)]).toEqual([number, inForce]);
  });

  it('ends by its own date, or where the next begins', () => {
    expect(versions.map((each) => endOf(versions, each))).toEqual(['2025-01-01', '2026-08-15', null]);
  });
});

describe('a name', () => {
  const catalogue = { methods: versionsById(versions) };
  it.each([
    ['m', [1, 2, 3]],
    ['m@2', [2]],
    ['m@4', undefined],
    ['m@02', undefined],
    ['n', undefined],
    ['n@1', undefined],
  ])('%s means the versions %j', (name, expected) => {
    expect(methodVersions(catalogue, name)?.map((each) => each.version)).toEqual(expected);
  });
});

describe('the rules of a version', () => {
  const text = { vi: 'khác', en: 'other' };
  const first = version(1, null);
  const rules = (change: Partial<SurveyMethod>) => rulesOf({ ...first, ...change });

  it('are the same where only words, dates and thresholds of display differ', () => {
    const { aggregation, unitAggregation, validity } = first;
    const worded = {
      ...{ version: 2, title: text, legalBasis: text, formula: text, validFrom: '2026-07-01' },
      aggregation: { ...aggregation, text },
      unitAggregation: { ...unitAggregation, text },
      validity: { ...validity, text },
      display: { suppressBelow: 5, warnBelow: 30 },
    };
    expect(rules(worded)).toBe(rulesOf(first));
  });

  it.each<[string, Partial<SurveyMethod>]>([
    ['the criterion rule', { criterionRule: 'mean4' }],
    ['the aggregation', { aggregation: { rule: 'pooled', text } }],
    ['the unit aggregation', { unitAggregation: { rule: 'equal_units', text } }],
    ['the validity', { validity: { minimumAnswered: 0.8, text } }],
  ])('differ with %s', (_what, change) => {
    expect(rules(change)).not.toBe(rulesOf(first));
  });

  it('differ with the weights of the elements', () => {
    const weighted = (a: number) => rules({ aggregation: { rule: 'weighted', weights: { a, b: 1 }, text } });
    expect(weighted(2)).not.toBe(weighted(1));
  });
});
