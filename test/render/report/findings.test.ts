import { describe, expect, it } from '@jest/globals';
import { findings } from '../../../server/render/report/findings.js';
import { cityModel, figure, reportModel } from '../report-models.js';

const unit = (code: string, value: number | null, n: number) => ({
  code,
  name: { vi: code, en: code },
  figure: figure(value, n),
  rank: null,
});

describe('what the numbers allow to say', () => {
  it('takes three criteria from either end, none of them twice', () => {
    const { highestCriteria, lowestCriteria } = findings(reportModel(140));
    expect([highestCriteria.length, lowestCriteria.length]).toEqual([3, 3]);
    const values = [...highestCriteria, ...lowestCriteria].map((row) => row.figure.value ?? NaN);
    expect(Math.min(...values.slice(0, 3))).toBeGreaterThan(Math.max(...values.slice(3)));
    expect(lowestCriteria[0]?.figure.value).toBe(Math.min(...values));
  });

  it('names no end where one criterion alone has a number', () => {
    const [first] = reportModel(140).elements;
    if (first === undefined) throw new Error('no element');
    const model = reportModel(140, { elements: [{ ...first, criteria: first.criteria.slice(0, 1) }] });
    expect(findings(model)).toMatchObject({ highestCriteria: [], lowestCriteria: [], lowestElements: [] });
  });

  it('counts a unit as below only where its whole interval is', () => {
    const model = cityModel({
      overall: figure(80, 10_000),
      units: [unit('low', 60, 100), unit('near', 75, 100), unit('few', 50, 20), unit('hidden', 50, 5)],
    });
    // ± 90/√100 = ± 9: 51–69 lies under 80, 66–84 does not; 20 answers have no interval
    expect(findings(model).unitsBelow.map(({ code }) => code)).toEqual(['low']);
    expect(findings(model).unitsHidden.map(({ code }) => code)).toEqual(['hidden']);
  });

  it('tells significant changes apart by their direction, and none across a break', () => {
    const model = reportModel(140);
    expect(findings(model).risen.map(({ id }) => id)).toEqual(['a']); // +1.6; +0.7 is not significant
    expect(findings(model).fallen.map(({ id }) => id)).toEqual(['d', 'e']); // −1.1 and −2.0
    const broken = { ...model, comparisonBreak: { vi: 'x', en: 'x' } };
    expect([...findings(broken).risen, ...findings(broken).fallen]).toEqual([]);
  });

  it('lists criteria that a fifth of the respondents did not answer', () => {
    const model = reportModel(140);
    const expected = model.elements
      .flatMap((element) => element.criteria)
      .filter(({ notUsed, blank, figure: { n } }) => (notUsed + blank) / (n + notUsed + blank) >= 0.2);
    expect(findings(model).oftenUnanswered).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('finds nothing where nobody answered', () => {
    const found = findings(reportModel(0));
    expect(Object.values(found).every((list: unknown[]) => list.length === 0)).toBe(true);
  });
});
