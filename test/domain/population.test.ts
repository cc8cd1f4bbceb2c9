import { describe, expect, it } from '@jest/globals';
import { marginsOver, populationOf, type PopulationRow } from '../../server/domain/population.js';
import { populationFaults } from '../../server/domain/population-faults.js';
import type { Unit } from '../../server/domain/unit.js';
import { part, single, tinyQuestionnaire } from './tiny-questionnaire.js';

const form = tinyQuestionnaire([
  part([single('dm1', ['f', 'm', 'na']), { ...single('dm6', ['kinh', 'other']), sensitive: true }]),
]);
const names = {
  questionnaires: new Map([['tiny@1', form]]),
  units: new Map([
    ['01', { code: '01', parent: null, name: { vi: 'Hà Nội', en: 'Hanoi' } } as Unit],
    ['w1', { code: 'w1', parent: '01', name: { vi: 'Một', en: 'One' } } as Unit],
  ]),
  procedures: new Map(),
};

const row = (margin: string, category: string, people: number, more: Partial<PopulationRow> = {}) => ({
  ...{ period: '2026-Q3', unitCode: '01', margin, category, people },
  ...more,
});
const sexes = [row('dm1', 'f', 60), row('dm1', 'm', 40)];

describe('marginsOver', () => {
  const population = populationOf([...sexes, row('unit', '01', 30), row('unit', 'w1', 70)]);

  it('gives every cell its category in each margin, in the order of the rows', () => {
    const [sex, unit] = marginsOver(population, [
      ['m', 'w1'],
      ['f', '01'],
    ]);
    expect(sex).toMatchObject({ name: 'dm1', categories: ['f', 'm'], population: [60, 40] });
    expect([...sex!.codes, ...unit!.codes]).toEqual([1, 0, 1, 0]);
  });
  it.each([null, '', 'na', 'NA'])('takes %j for a category that is not known', (category) => {
    expect([...marginsOver(population, [[category, '01']])[0]!.codes]).toEqual([2]);
  });
  it('counts those who rather do not say as a category where the population does', () => {
    const told = populationOf([...sexes, row('dm1', 'na', 5)]);
    expect([...marginsOver(told, [['na']])[0]!.codes]).toEqual([2]);
    expect(marginsOver(told, [['na']])[0]!.categories).toEqual(['f', 'm', 'na']);
  });
  it('names every category that has respondents and no population', () => {
    const cells = [
      ['x', 'w1'],
      ['f', 'w9'],
      ['x', '01'],
    ];
    expect(() => marginsOver(population, cells)).toThrow(
      'margin `dm1=x` has no population; margin `unit=w9` has no population',
    );
  });
});

describe('populationFaults', () => {
  it('finds nothing wrong with margins of the same people', () => {
    expect(populationFaults([...sexes, row('unit', 'w1', 100), row('channel', 'kiosk', 100)], names)).toEqual(
      [],
    );
  });
  it.each([
    ['a period that is none', row('dm1', 'f', 1, { period: '2026-Q5' }), '/0/period', 'no period'],
    ['an unknown unit', row('dm1', 'f', 1, { unitCode: 'x' }), '/0/unitCode', 'there is no unit `x`'],
    ['a question that nobody asks', row('dm9', 'f', 1), '/0/margin', '`dm9` is neither unit'],
    ['a sensitive question', row('dm6', 'kinh', 1), '/0/margin', 'that may be published'],
    ['an answer that is none', row('dm1', 'x', 1), '/0/category', '`dm1` has no category `x`'],
    ['a channel that is none', row('channel', 'radio', 1), '/0/category', 'no category `radio`'],
    ['people below 0', row('dm1', 'f', -1), '/0/people', 'no number of 0 or more'],
    ['people without number', row('dm1', 'f', NaN), '/0/people', 'no number of 0 or more'],
    ['an empty population', row('dm1', 'f', 0), '/0/people', 'nobody is in the population'],
  ])('names %s with its place', (_, wrong, pointer, reason) => {
    expect(populationFaults([wrong], names)).toEqual([{ pointer, reason: expect.stringContaining(reason) }]);
  });
  it('names a category that stands twice, and a margin of other people', () => {
    expect(populationFaults([...sexes, sexes[0]!], names)).toEqual([
      { pointer: '/2/category', reason: 'stands in row 1 already' },
    ]);
    expect(populationFaults([...sexes, row('unit', 'w1', 90)], names)).toEqual([
      { pointer: '/2/people', reason: '`unit` adds up to 90, `dm1` to 100' },
    ]);
  });
  it('knows the same margin of another unit or period as another one', () => {
    expect(populationFaults([...sexes, row('unit', 'w1', 5, { unitCode: 'w1' })], names)).toEqual([]);
  });
  it('refuses more combinations than anybody could fill', () => {
    const many = new Map(
      Array.from({ length: 2600 }, (_, n): [string, Unit] => {
        const parent = n === 0 ? null : 'u0';
        return [`u${n}`, { code: `u${n}`, parent, name: { vi: '', en: '' } } as Unit];
      }),
    );
    const units = [...many.keys()].map((unit) => row('unit', unit, 1, { unitCode: 'u0' }));
    const rows = [...units, row('dm1', 'f', 2600, { unitCode: 'u0' })];
    expect(populationFaults(rows, { ...names, units: many })).toEqual([
      { pointer: '/0/margin', reason: expect.stringContaining('5202 combinations') },
    ]);
  });

  describe('a margin of units', () => {
    const below = new Map([
      ['01', { code: '01', name: { vi: '', en: '' }, parent: null } as unknown as Unit],
      ['w1', { code: 'w1', name: { vi: '', en: '' }, parent: '01' } as unknown as Unit],
      ['w2', { code: 'w2', name: { vi: '', en: '' }, parent: '01' } as unknown as Unit],
    ]);
    it('names only units at or below the one whose index is weighted', () => {
      const rows = [row('unit', 'w1', 5, { unitCode: 'w1' }), row('unit', 'w2', 5, { unitCode: 'w1' })];
      expect(populationFaults(rows, { ...names, units: below })).toEqual([
        { pointer: '/1/category', reason: '`w2` is not below `w1`' },
      ]);
    });
  });
});
