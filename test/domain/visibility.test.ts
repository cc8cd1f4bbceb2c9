import { describe, expect, it } from '@jest/globals';
import { isVisible, visibleItems } from '../../server/domain/visibility.js';
import { multi, part, rating, single, tinyQuestionnaire } from './tiny-questionnaire.js';

const late = single('q7', ['yes', 'no'], { item: 'q5', in: ['late'] });
const idsShown = (items: { id: string }[]) => items.map(({ id }) => id);

describe('visibility', () => {
  it('shows an item without a condition', () => {
    expect(isVisible(rating('a1'), {})).toBe(true);
  });

  it.each([
    ['the value it waits for', { q5: 'late' }, true],
    ['another value', { q5: 'ontime' }, false],
    ['no answer', {}, false],
    ['the value among several', { q5: ['early', 'late'] }, true],
    ['an inherited name only', Object.create({ q5: 'late' }) as Record<string, string>, false],
  ])('follows a condition: %s', (_, answers, expected) => {
    expect(isVisible(late, answers)).toBe(expected);
  });

  it('compares a level of a rating by its digit', () => {
    const item = single('why', ['slow', 'rude'], { item: 'a1', in: ['1', '2'] });
    expect([1, 2, 3].map((level) => isVisible(item, { a1: level }))).toEqual([true, true, false]);
  });

  it('lists the asked items in the order of the form', () => {
    const form = tinyQuestionnaire([
      part([rating('a1'), rating('a2')]),
      part([multi('m', ['x', 'y'])], { id: 'm' }),
    ]);
    expect(idsShown(visibleItems(form, {}))).toEqual(['a1', 'a2', 'm']);
  });

  it('hides what hangs on a hidden item, whatever was answered there before', () => {
    const form = tinyQuestionnaire([
      part([single('q5', ['ontime', 'late']), late, single('q8', ['0', '1'], { item: 'q7', in: ['no'] })]),
    ]);
    expect(idsShown(visibleItems(form, { q5: 'late', q7: 'no' }))).toEqual(['q5', 'q7', 'q8']);
    expect(idsShown(visibleItems(form, { q5: 'ontime', q7: 'no' }))).toEqual(['q5']);
  });
});
