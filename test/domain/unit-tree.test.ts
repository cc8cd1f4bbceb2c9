import { describe, expect, it } from '@jest/globals';
import { parsePeriod } from '../../server/domain/period.js';
import type { Unit } from '../../server/domain/unit.js';
import { descendants, descendantsDuring, existsAt, parentChain } from '../../server/domain/unit-tree.js';
import { text } from './tiny-questionnaire.js';

function unit(
  code: string,
  parent: string | null,
  validFrom: string | null = null,
  validTo: string | null = null,
): Unit {
  return { code, name: text(code), type: 'xa', parent, validFrom, validTo, successors: [] };
}
/** The reform of 1 July 2025: the district level ends, a new ward begins. */
const units = new Map(
  [
    unit('city', null),
    unit('office', 'city'),
    unit('desk', 'office'),
    unit('district', 'city', null, '2025-07-01'),
    unit('old-ward', 'district', null, '2025-07-01'),
    unit('new-ward', 'city', '2025-07-01'),
  ].map((one) => [one.code, one]),
);
const codes = (list: Unit[]) => list.map(({ code }) => code);

describe('descendants', () => {
  it('are the unit and all below it, parents first', () => {
    expect(codes(descendants(units, 'city', new Date('2026-01-01')))).toEqual([
      'city',
      'office',
      'new-ward',
      'desk',
    ]);
  });

  it('are those that existed at the moment, by the day in Vietnam', () => {
    expect(codes(descendants(units, 'city', new Date('2025-06-30T16:59:59Z')))).toEqual([
      'city',
      'office',
      'district',
      'desk',
      'old-ward',
    ]);
    expect(codes(descendants(units, 'city', new Date('2025-06-30T17:00:00Z')))).toContain('new-ward');
  });

  it('of a unit that has ended are none', () => {
    expect(descendants(units, 'district', new Date('2026-01-01'))).toEqual([]);
  });

  it('of an unknown unit are none', () => {
    expect(descendants(units, 'nowhere', new Date('2026-01-01'))).toEqual([]);
  });
});

describe('descendantsDuring', () => {
  it.each([
    ['2025-Q2', ['city', 'office', 'district', 'desk', 'old-ward']],
    ['2025-Q3', ['city', 'office', 'new-ward', 'desk']],
    ['2025', ['city', 'office', 'district', 'new-ward', 'desk', 'old-ward']],
  ])('holds every unit of a day in %s', (period, expected) => {
    expect(codes(descendantsDuring(units, 'city', parsePeriod(period)))).toEqual(expected);
  });
});

describe('parentChain', () => {
  it('goes from the unit up to the root', () => {
    expect(codes(parentChain(units, 'desk'))).toEqual(['desk', 'office', 'city']);
  });

  it('of an unknown unit is empty', () => {
    expect(parentChain(units, 'nowhere')).toEqual([]);
  });
});

describe('existsAt', () => {
  it('has no limits where no dates are known', () => {
    expect(existsAt(unit('x', null), new Date('1990-01-01'))).toBe(true);
  });
});
