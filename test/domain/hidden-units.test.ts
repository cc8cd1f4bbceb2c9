import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenUnits } from '../../server/domain/hidden-units.js';
import type { Unit } from '../../server/domain/unit.js';

const thresholds = { suppressBelow: 10, warnBelow: 30 };

/** `tree('c a:c b:c d:a')`: a city c with a and b below it, and d below a. */
function tree(text: string): Unit[] {
  return text.split(' ').map((word) => {
    const [code, parent = null] = word.split(':') as [string, string?];
    const name = { vi: code, en: code };
    return { code, name, type: 'phuong', parent, validFrom: null, validTo: null, successors: [] };
  });
}

function hidden(text: string, own: Record<string, number>): string {
  return [...hiddenUnits(tree(text), new Map(Object.entries(own)), thresholds)].sort().join(' ');
}

describe('hiddenUnits', () => {
  it.each([
    ['nobody where all have enough', 'c a:c b:c', { a: 10, b: 40 }, ''],
    ['a unit with 9 and the smallest of its neighbours', 'c a:c b:c d:c', { a: 9, b: 40, d: 50 }, 'a b'],
    ['a unit with 9 alone where the city’s own desks hide it', 'c a:c b:c', { c: 25, a: 9, b: 40 }, 'a'],
    ['a neighbour where the own desks are few themselves', 'c a:c b:c', { c: 4, a: 20, b: 40 }, 'a'],
    ['not a neighbour of another parent', 'c x:c y:c a:x b:x d:y', { a: 9, b: 40, d: 50 }, 'a b'],
    [
      'a unit below one that is hidden, or the two would add up',
      'c x:c y:c a:x b:x',
      { a: 12, b: 30, y: 9 },
      'a x y',
    ],
    ['everything where hardly anybody answered', 'c a:c b:c', { a: 4, b: 3 }, 'a b c'],
    ['nobody where nobody answered', 'c a:c b:c', {}, ''],
  ])('hides %s', (_, units, own, expected) => expect(hidden(units, own)).toBe(expected));

  it('never leaves a hidden unit that can be worked out from what is shown', () => {
    const units = tree('c a:c b:c d:c e:a f:a g:b h:b');
    const counts = fc.tuple(...units.map(() => fc.integer({ min: 0, max: 40 })));
    fc.assert(
      fc.property(counts, (ns) => {
        const own = new Map(units.map(({ code }, at) => [code, ns[at]!]));
        const kept = hiddenUnits(units, own, thresholds);
        for (const code of kept) expect(isDeterminedBy(units, own, kept, code)).toBe(false);
      }),
    );
  });
});

/**
 * Whether the shown totals settle a hidden one. Every unit is own desks + units below; a total is settled when some sum of
 * shown totals gives it, that is when one table of the tree lacks nothing but it.
 */
function isDeterminedBy(
  units: Unit[],
  own: ReadonlyMap<string, number>,
  hiddenCodes: ReadonlySet<string>,
  wanted: string,
): boolean {
  return units.some(({ code }) => {
    const children = units.filter(({ parent }) => parent === code).map((child) => child.code);
    if (children.length === 0) return false;
    const members = [code, ...children].filter((member) => respondents(units, own, member) > 0);
    const unknown = members.filter((member) => hiddenCodes.has(member));
    const hasOwnDesks = own.get(code)! > 0;
    return !hasOwnDesks && unknown.length === 1 && unknown[0] === wanted;
  });
}

function respondents(units: Unit[], own: ReadonlyMap<string, number>, code: string): number {
  const children = units.filter(({ parent }) => parent === code);
  return own.get(code)! + children.reduce((sum, child) => sum + respondents(units, own, child.code), 0);
}
