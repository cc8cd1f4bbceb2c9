import { describe, expect, it } from '@jest/globals';
import type { PlainColumns } from '../../server/satisfaction/columns.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import type { IndexStructure } from '../../server/satisfaction/estimate.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { addTallies, tally } from '../../server/satisfaction/tally.js';
import { columnsOf, methodWith, structureOf } from './build.js';

/** Random answers on the items, the same for the same seed. */
function someAnswers(rows: number, items: string[], seed: string, lowest = 1): PlainColumns {
  const random = seededRandom(seed);
  const answers = () => Array.from({ length: rows }, () => lowest + random.below(6 - lowest));
  return columnsOf(Object.fromEntries(items.map((id) => [id, answers()])));
}

const indexOf = (columns: PlainColumns, structure: IndexStructure, method = methodWith('top2')) =>
  computeIndex(tally(columns, structure, null), structure, method);

describe('computeIndex', () => {
  it('is the plain mean of the criteria that have answers, not of the elements', () => {
    const columns = columnsOf({ a1: [5, 5], a2: [5, 1], b1: [1, 1], b2: [0, 6] });
    const index = indexOf(columns, structureOf('a1 a2 b1 b2'));
    expect(index.criteria.map(({ estimate }) => estimate.value)).toEqual([100, 50, 0, null]);
    expect(index.elements.map(({ estimate }) => estimate.value)).toEqual([75, 0]);
    expect(index.overall.value).toBe(50); // (100 + 50 + 0) / 3
    const byElements = indexOf(columns, structureOf('a1 a2 b1 b2'), methodWith('top2', 'mean_of_elements'));
    expect(byElements.overall.value).toBe(37.5); // (75 + 0) / 2
  });

  it('pools answers, so that a criterion weighs as many answers as it has', () => {
    const columns = columnsOf({ a1: [5, 5, 5, 5], a2: [1, 0, 0, 6] });
    const pooled = indexOf(columns, structureOf('a1 a2'), methodWith('top2', 'pooled'));
    expect(pooled.overall.value).toBe(80); // 4 satisfied of 5 answers
  });

  it('weighs elements as the method says, and refuses an element without weight by name', () => {
    const columns = columnsOf({ a1: [5], b1: [1] });
    const aggregation = { rule: 'weighted' as const, text: { vi: '', en: '' }, weights: { a: 3, b: 1 } };
    const method = methodWith('top2', 'weighted', { aggregation });
    expect(indexOf(columns, structureOf('a1 b1'), method).overall.value).toBe(75);
    expect(() => indexOf(columns, structureOf('a1 c1'), method)).toThrow('no weight for element c');
  });

  it('takes the separate question as the index where the method asks for it', () => {
    const structure = { ...structureOf('a1 a2'), questions: ['o'] };
    const questions = { overall: 'o', a: 'a2' };
    const aggregation = { rule: 'separate_question' as const, text: { vi: '', en: '' }, questions };
    const method = methodWith('top2', 'separate_question', { aggregation });
    const index = indexOf(columnsOf({ a1: [1, 1], a2: [5, 1], o: [5, 5] }), structure, method);
    expect([index.overall.value, index.elements[0]?.estimate.value]).toEqual([100, 50]);
    expect(index.criteria.map(({ id }) => id)).toEqual(['a1', 'a2']);
  });

  it('makes group indices of their own', () => {
    const structure: IndexStructure = {
      elements: [
        { id: 's1', group: 'service', criteria: ['a1', 'a2'] },
        { id: 'p1', group: 'policy', criteria: ['b1'] },
      ],
    };
    const index = indexOf(columnsOf({ a1: [5], a2: [4], b1: [1] }), structure);
    expect(index.groups.map(({ id, estimate }) => [id, estimate.value])).toEqual([
      ['service', 100],
      ['policy', 0],
    ]);
  });

  it('counts levels, not used and blank of each criterion, and respondents of each composite', () => {
    const columns = columnsOf({ a1: [1, 2, 3, 4, 5, 6, 0, 0], b1: [0, 0, 0, 0, 5, 0, 5, 0] });
    const { criteria, elements, overall } = indexOf(columns, structureOf('a1 b1'));
    expect(criteria[0]).toMatchObject({ counts: [1, 1, 1, 1, 1], notUsed: 1, blank: 2, estimate: { n: 5 } });
    expect(elements.map(({ estimate }) => estimate.n)).toEqual([5, 2]);
    expect(overall.n).toBe(6);
  });

  it('is null where nobody answered, never 0', () => {
    const { overall, criteria } = indexOf(columnsOf({ a1: [0, 6] }), structureOf('a1'));
    const nothing = { value: null, n: 0, interval: null, variance: null, degreesOfFreedom: null };
    expect(overall).toEqual(nothing);
    expect(criteria[0]?.estimate).toEqual(nothing);
    expect(computeIndex(addTallies([]), structureOf('a1'), methodWith('top2')).overall).toEqual(nothing);
  });

  it.each([
    [29, false],
    [30, true],
  ])('with %d respondents has an interval of the overall index: %s', (rows, has) => {
    const { overall, criteria } = indexOf(someAnswers(rows, ['a1', 'a2'], 'few'), structureOf('a1 a2'));
    expect(overall.interval !== null).toBe(has);
    expect(overall.variance !== null).toBe(has);
    expect(criteria[0]?.estimate.interval).not.toBeNull(); // Wilson holds for any n
  });

  it('has no interval of a composite on fewer than ten groups', () => {
    const columns = someAnswers(90, ['a1'], 'nine');
    const nine = { ...columns, group: columns.group.map((_, i) => i % 9) };
    const ten = { ...columns, group: columns.group.map((_, i) => i % 10) };
    expect(indexOf(nine, structureOf('a1')).overall.interval).toBeNull();
    expect(indexOf(ten, structureOf('a1')).overall).toMatchObject({ degreesOfFreedom: 9 });
  });

  it('has no interval of a composite where everybody gave the same answer', () => {
    const columns = columnsOf({ a1: new Array<number>(64).fill(5), a2: new Array<number>(64).fill(4) });
    expect(indexOf(columns, structureOf('a1 a2')).overall).toMatchObject({ value: 100, interval: null });
  });

  it('cuts intervals to what the scale allows', () => {
    const columns = someAnswers(40, ['a1'], 'high');
    columns.levels['a1']!.fill(5).set([1], 7);
    expect(indexOf(columns, structureOf('a1'), methodWith('mean4')).overall.interval?.high).toBe(100);
    columns.levels['a1']!.fill(1).set([5], 7);
    expect(indexOf(columns, structureOf('a1'), methodWith('mean5')).overall.interval?.low).toBe(20);
  });

  it('narrows the interval of a share when the frame is known', () => {
    const structure = structureOf('a1');
    const counted = tally(someAnswers(80, ['a1'], 'frame'), structure, null);
    const widthOf = (frame: number | null) => {
      const { interval } = computeIndex(counted, structure, methodWith('top2'), frame).criteria[0]!.estimate;
      return interval!.high - interval!.low;
    };
    expect(widthOf(100)).toBeLessThan(widthOf(null));
    expect(widthOf(80)).toBe(0);
  });

  it('does not depend on the order of the rows', () => {
    const columns = someAnswers(300, ['a1', 'a2'], 'order');
    const turned: PlainColumns = {
      ...columns,
      levels: Object.fromEntries(Object.entries(columns.levels).map(([id, of]) => [id, of.toReversed()])),
      group: columns.group.toReversed(),
    };
    const structure = structureOf('a1 a2');
    expect(indexOf(turned, structure)).toEqual(indexOf(columns, structure));
  });

  it('refuses a method that computes from imported scores', () => {
    const tree = { id: 'x', title: { vi: '', en: '' }, range: [0, 1] as [number, number] };
    const {
      kind: _kind,
      criterionRule: _rule,
      validity: _validity,
      display: _display,
      ...rest
    } = methodWith('top2');
    const score = { ...rest, kind: 'score' as const, criterionRule: null, tree };
    expect(() => computeIndex(addTallies([]), structureOf('a1'), score)).toThrow('imported scores');
  });
});
