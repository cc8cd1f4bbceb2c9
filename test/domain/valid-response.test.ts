import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../server/domain/questionnaire.js';
import { completeness, isComplete } from '../../server/domain/valid-response.js';
import { part, rating, single, tinyQuestionnaire } from './tiny-questionnaire.js';

const form = tinyQuestionnaire([
  part(['a1', 'a2', 'a3', 'a4', 'a5'].map((id) => rating(id))),
  part(
    ['x1', 'x2', 'x3'].map((id) => rating(id)),
    { id: 'local', official: false },
  ),
]);

describe('isComplete', () => {
  it.each<[string, Answers, boolean]>([
    ['nothing', {}, false],
    ['two of five criteria', { a1: 5, a2: 1 }, false],
    ['three of five', { a1: 5, a2: 1, a3: 3 }, true],
    ['three of five, two of them not used', { a1: 5, a2: 'na', a3: 'na' }, true],
    [
      'all of them not used: there is nothing to count',
      { a1: 'na', a2: 'na', a3: 'na', a4: 'na', a5: 'na' },
      false,
    ],
    ['local extras only', { x1: 5, x2: 5, x3: 5, a1: 5 }, false],
  ])('%s', (_, answers, expected) => {
    expect(isComplete(form, answers)).toBe(expected);
  });

  it('asks for exactly half, not more', () => {
    const even = tinyQuestionnaire([part(['a1', 'a2', 'a3', 'a4'].map((id) => rating(id)))]);
    expect(isComplete(even, { a1: 4, a2: 4 })).toBe(true);
  });

  it('follows the share that a method names', () => {
    expect(isComplete(form, { a1: 5, a2: 1, a3: 3 }, 0.8)).toBe(false);
  });

  it('does not miss criteria that were not asked', () => {
    const online = ['a2', 'a3', 'a4'].map((id) => ({
      ...rating(id),
      showIf: { item: 'q9', in: ['online'] },
    }));
    const branching = tinyQuestionnaire([
      part([single('q9', ['desk', 'online'])], { id: 'how', official: false }),
      part([rating('a1'), ...online]),
    ]);
    expect(isComplete(branching, { q9: 'desk', a1: 4 })).toBe(true);
    expect(isComplete(branching, { q9: 'online', a1: 4 })).toBe(false);
  });

  it('finds nothing missing in a form without official criteria', () => {
    expect(isComplete(tinyQuestionnaire([part([rating('x1')], { official: false })]), {})).toBe(true);
  });
});

describe('completeness', () => {
  it('counts asked, answered and rated criteria', () => {
    expect(completeness(form, { a1: 5, a2: 'na', x1: 3 })).toEqual({
      asked: 5,
      answered: 2,
      rated: 1,
      share: 0.4,
    });
  });
});
