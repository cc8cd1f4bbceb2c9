import { mkdtemp, rm } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareGroups, computeFile } from '../../../scripts/index/compute-file.js';
import type { FileOptions } from '../../../scripts/index/option-types.js';
import { computeIndex } from '../../../server/satisfaction/compute-index.js';
import { personRule } from '../../../server/satisfaction/person-rule.js';
import { rakedIndex } from '../../../server/satisfaction/raked-index.js';
import { tally, tallyBy } from '../../../server/satisfaction/tally.js';
import { columnsOf, methodWith, structureOf } from '../../satisfaction/build.js';

const structure = structureOf('a1 a2');
const method = methodWith('top2');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-compute-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function file(name: string, lines: readonly (readonly unknown[])[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => line.join(',')).join('\n'));
  return path;
}

/** 320 respondents: women answer 2 on a1 every other time, men 5; a2 is 4 throughout but for every tenth. */
const people = Array.from({ length: 320 }, (_, i) => {
  const sex = i % 4 === 0 ? 'f' : 'm';
  const unit = i % 5 === 0 ? 'w2' : 'w1';
  return { sex, unit, a1: sex === 'f' && i % 8 === 0 ? 2 : 5, a2: i % 10 === 0 ? 1 : 4 };
});
const answers = () =>
  file('answers.csv', [
    ['sex', 'unit', 'a1', 'a2'],
    ...people.map(({ sex, unit, a1, a2 }) => [sex, unit, a1, a2]),
  ]);
/** Groups as a file without ids has them: row number from 1 mod 32. */
const group = Uint8Array.from(people, (_, i) => (i + 1) % 32);
const columns = columnsOf({ a1: people.map(({ a1 }) => a1), a2: people.map(({ a2 }) => a2) }, { group });

const plain: FileOptions = {
  kind: 'file',
  path: '',
  questionnaire: 'tested',
  ...{ method: null, aggregation: null, id: null, weights: null, margins: null, strata: null, by: null },
  ...{ across: null, compare: null, where: [], frameSize: null, json: true },
};
const compute = (options: Partial<FileOptions>, by = method) =>
  computeFile({ ...plain, path: answers(), ...options }, structure, by);

describe('weights raked to margins', () => {
  const margins = (...rows: unknown[][]) => ({
    path: file('margins.csv', [['margin', 'category', 'population'], ...rows]),
    trim: true,
  });

  it('are those of the function that is tested against R, in the order of the file', () => {
    const { index, raked } = compute({ margins: margins(['sex', 'f', 500], ['sex', 'm', 500]) });
    const codes = Uint8Array.from(people, ({ sex }) => Number(sex === 'm'));
    const margin = {
      name: 'sex',
      categories: ['f', 'm'],
      codes: Uint8Array.of(0, 1),
      population: [500, 500],
    };
    const cells = tallyBy(columns, structure, null, codes, 2).map((of) => ({ tally: of, designWeight: 1 }));
    const expected = rakedIndex(cells, [margin], structure, method);
    expect(index).toEqual(expected.index);
    // 80 women of whom 40 chose 2, 240 men: half of the weight on women, so a1 is 0.5·50 + 0.5·100.
    expect(index.criteria[0]!.estimate.value).toBeCloseTo(75, 10);
    expect(raked?.raking).toMatchObject({ converged: true });
  });

  it.each([
    [
      'has no respondents',
      [
        ['sex', 'f', 1],
        ['sex', 'm', 1],
        ['sex', '60+', 1],
      ],
      'margin `sex=60+` has no respondents',
    ],
    ['is not named', [['sex', 'f', 1]], 'margin `sex=m` has no population'],
    [
      'stands twice',
      [
        ['sex', 'f', 1],
        ['sex', 'f', 1],
      ],
      '`sex=f` stands twice',
    ],
    [
      'may have two numbers of people',
      [['sex', 'f', '1.250']],
      'row 1, column population: `1.250` may mean two numbers: leave out the dots',
    ],
    ['has no number of people', [['sex', 'f', 'many']], 'row 1, column population: `many` is no number ≥ 0'],
    ['is no column', [['age', '60+', 1]], 'column age: missing'],
  ])('are refused where a category %s', (_, rows, reason) => {
    expect(() => compute({ margins: margins(...rows) })).toThrow(reason);
  });
});

describe('rows that do not say a category', () => {
  it('keep their share of the weights', () => {
    const path = file('silent.csv', [
      ['sex', 'a1', 'a2'],
      ...people.map(({ sex, a1 }, i) => [i % 4 === 1 ? '' : sex, a1, 4]),
    ]);
    const margins = file('margins.csv', [
      ['margin', 'category', 'population'],
      ['sex', 'f', 500],
      ['sex', 'm', 500],
    ]);
    const { index } = compute({ path, margins: { path: margins, trim: true } });
    // 80 women, half of whom chose 2, 160 men and 80 unknown who all chose 5: weights 0.375, 0.375 and 0.25 of the whole.
    expect(index.criteria[0]!.estimate.value).toBeCloseTo(100 - 37.5 / 2, 10);
    expect(index.overall.n).toBe(320);
  });
});

describe('strata', () => {
  const strata = (...rows: unknown[][]) => ({
    column: 'unit',
    population: file('strata.csv', [['stratum', 'population'], ...rows]),
  });

  it('weigh their respondents by frame size over respondents', () => {
    const { index } = compute({ strata: strata(['w1', 256], ['w2', 2560]) });
    const share = (unit: string) => {
      const own = people.filter((one) => one.unit === unit);
      return (100 * own.filter(({ a1 }) => a1 >= 4).length) / own.length;
    };
    expect(index.criteria[0]!.estimate.value).toBeCloseTo((share('w1') + 10 * share('w2')) / 11, 10);
    // Kish: n Σw² / (Σw)² with 256 rows of weight 1 and 64 of weight 40.
    expect(index.weighting!.designEffect).toBeCloseTo((320 * (256 + 64 * 1600)) / (256 + 2560) ** 2, 10);
  });

  it.each([
    [
      'without respondents',
      [
        ['w1', 900],
        ['w2', 900],
        ['w3', 9],
      ],
      'stratum `unit=w3` has no respondents',
    ],
    ['without a frame', [['w1', 900]], 'stratum `unit=w2` has no population'],
    [
      'with more respondents than people',
      [
        ['w1', 9],
        ['w2', 900],
      ],
      '`unit=w1` has 256 respondents in a frame of 9',
    ],
  ])('are refused %s', (_, rows, reason) => {
    expect(() => compute({ strata: strata(...rows) })).toThrow(reason);
  });
});

describe('an index by person', () => {
  it('is that of the function over the same columns, whole and by group', () => {
    const byPerson = methodWith('mean4', 'person');
    const { index, groups } = compute({ by: 'unit' }, byPerson);
    const of = (mask: Uint8Array | null) =>
      computeIndex(tally(columns, structure, mask, personRule(byPerson)), structure, byPerson);
    expect(index).toEqual(of(null));
    const mask = Uint8Array.from(people, ({ unit }) => Number(unit === 'w2'));
    expect(groups!.get('w2')).toEqual(of(mask));
  });
});

describe('groups', () => {
  it('make the whole by the rule that is asked for', () => {
    const transactions = file('dossiers.csv', [
      ['unit', 'transactions'],
      ['w1', 100],
      ['w2', 300],
    ]);
    const value = (unit: string) => compute({ by: 'unit' }).groups!.get(unit)!.overall.value!;
    const equal = compute({ by: 'unit', across: { rule: 'equal_units', transactions: null } });
    expect(equal.index.overall.value).toBeCloseTo((value('w1') + value('w2')) / 2, 10);
    const weighted = compute({ by: 'unit', across: { rule: 'weighted_by_transactions', transactions } });
    expect(weighted.index.overall.value).toBeCloseTo((value('w1') + 3 * value('w2')) / 4, 10);
  });

  it('have a difference, or none that can be named', () => {
    const { groups } = compute({ by: 'sex' });
    const [women, men] = ['f', 'm'].map((sex) => {
      const mask = Uint8Array.from(people, (one) => Number(one.sex === sex));
      return computeIndex(tally(columns, structure, mask), structure, method).overall.value!;
    });
    expect(compareGroups(groups!, ['f', 'm'])).toMatchObject({
      value: expect.closeTo(women! - men!, 10),
      // By row number women fall into 8 of the 32 groups only, so there is no variance.
      interval: null,
    });
    expect(() => compareGroups(groups!, ['f', 'x'])).toThrow('no row has `x`');
  });
});
