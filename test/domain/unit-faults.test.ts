import { describe, expect, it } from '@jest/globals';
import type { Unit } from '../../server/domain/unit.js';
import { unitFaults } from '../../server/domain/unit-faults.js';
import { text } from './tiny-questionnaire.js';

const unit = (code: string, more: Partial<Unit> = {}): Unit => ({
  code,
  name: text(code),
  type: 'xa',
  parent: null,
  validFrom: null,
  validTo: null,
  successors: [],
  ...more,
});
function faults(...units: Unit[]): string[] {
  const all = new Map(units.map((one) => [one.code, one]));
  return unitFaults(units, all).map(({ pointer, reason }) => `${pointer}: ${reason}`);
}

describe('unitFaults', () => {
  it('finds none in a district that was followed by two communes', () => {
    const ended = unit('d', {
      parent: 'c',
      validFrom: '1999-01-01',
      validTo: '2025-07-01',
      successors: ['x', 'y'],
    });
    expect(faults(unit('c'), ended, unit('x', { parent: 'c' }), unit('y', { parent: 'c' }))).toEqual([]);
  });

  it.each([
    ['an unknown parent', [unit('a', { parent: 'z' })], ['/0/parent: no unit "z"']],
    [
      'a circle of parents, once for each member',
      [unit('a', { parent: 'b' }), unit('b', { parent: 'a' }), unit('c', { parent: 'a' })],
      ['/0/parent: the unit is below itself', '/1/parent: the unit is below itself'],
    ],
    ['a unit that is its own parent', [unit('a', { parent: 'a' })], ['/0/parent: the unit is below itself']],
    [
      'an end before the beginning',
      [unit('a', { validFrom: '2025-07-01', validTo: '2025-07-01' })],
      ['/0/validTo: ends before it begins'],
    ],
    [
      'an unknown successor',
      [unit('a', { validTo: '2025-07-01', successors: ['z'] })],
      ['/0/successors/0: no other unit "z"'],
    ],
    [
      'itself as successor',
      [unit('a', { validTo: '2025-07-01', successors: ['a'] })],
      ['/0/successors/0: no other unit "a"'],
    ],
    [
      'successors of a unit that goes on',
      [unit('a', { successors: ['b'] }), unit('b')],
      ['/0/validTo: has successors but no end'],
    ],
  ])('names %s', (_, units, expected) => {
    expect(faults(...units)).toEqual(expected);
  });
});
