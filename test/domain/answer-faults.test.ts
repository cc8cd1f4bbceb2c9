import { describe, expect, it } from '@jest/globals';
import { answerFaults } from '../../server/domain/answer-faults.js';
import type { Item } from '../../server/domain/questionnaire.js';
import { multi, part, rating, single, text, tinyQuestionnaire } from './tiny-questionnaire.js';

const comment: Item = {
  id: 'comment',
  code: 'GY',
  type: 'text',
  text: text('Other'),
  src: 'R',
  maxLength: 10,
};
const grid: Item = {
  id: 'n1',
  code: 'N1',
  type: 'grid',
  text: text('Grid'),
  src: 'R',
  scale: 'two',
  rows: [{ id: 'n1_1', text: text('row') }],
};
const sensitive: Item = { ...single('dm6', ['kinh', 'other']), sensitive: true };
const form = tinyQuestionnaire(
  [
    part([rating('a1')]),
    part(
      [
        single('q5', ['ontime', 'late']),
        single('q7', ['yes', 'no'], { item: 'q5', in: ['late'] }),
        multi('m', ['x', 'y', 'z'], 2),
        grid,
        sensitive,
        comment,
      ],
      { id: 'rest', official: false },
    ),
  ],
  { sensitiveConsent: text('I agree') },
);
const faults = (answers: Record<string, unknown>, consent?: boolean) =>
  answerFaults(form, answers, consent).map(({ pointer, reason }) => `${pointer}: ${reason}`);

describe('answerFaults', () => {
  it('requires nothing: any question may be skipped', () => {
    expect(answerFaults(form, {})).toEqual([]);
  });

  it('accepts every kind of answer that fits', () => {
    const answers = { a1: 5, q5: 'late', q7: 'no', m: ['z', 'x'], n1_1: 2, dm6: 'kinh', comment: 'Tốt\nlắm' };
    expect(answerFaults(form, answers, true)).toEqual([]);
    expect(answerFaults(form, { a1: 'na' })).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown item', { zz: 1 }, '/answers/zz: no such item in this questionnaire'],
    ['a grid by its own id', { n1: 1 }, '/answers/n1: no such item in this questionnaire'],
    ['a level above the scale', { a1: 6 }, '/answers/a1: not a level of the scale'],
    ['a level below the scale', { a1: 0 }, '/answers/a1: not a level of the scale'],
    ['half a level', { a1: 4.5 }, '/answers/a1: not a level of the scale'],
    ['a level as text', { a1: '4' }, '/answers/a1: not a level of the scale'],
    ['no value at all', { a1: null }, '/answers/a1: not a level of the scale'],
    ['an object', { a1: { $gt: 0 } }, '/answers/a1: not a level of the scale'],
    ['a level of another scale', { n1_1: 3 }, '/answers/n1_1: not a level of the scale'],
    ['"not used" where the scale has none', { n1_1: 'na' }, '/answers/n1_1: this scale offers no "not used"'],
    ['an unknown option', { q5: 'soon' }, '/answers/q5: not one of the options'],
    ['several options of a single choice', { q5: ['late'] }, '/answers/q5: not one of the options'],
    ['one option of a multiple choice', { m: 'x' }, '/answers/m: a list of options is expected'],
    ['an empty list', { m: [] }, '/answers/m: an empty list: leave a skipped item out'],
    ['an unknown option in a list', { m: ['x', 'q'] }, '/answers/m: not all of these are options'],
    ['an option twice', { m: ['x', 'x'] }, '/answers/m: an option is named twice'],
    ['too many options', { m: ['x', 'y', 'z'] }, '/answers/m: more than 2 options'],
    ['too long a text', { comment: 'x'.repeat(11) }, '/answers/comment: longer than 10 characters'],
    ['a blank text', { comment: ' \n' }, '/answers/comment: an empty text: leave a skipped item out'],
    ['a NUL in a text', { comment: 'a\u0000b' }, '/answers/comment: contains control characters'],
    ['a reversed text', { comment: 'a\u202eb' }, '/answers/comment: contains control characters'],
    ['half a surrogate pair', { comment: 'a\ud83d' }, '/answers/comment: contains control characters'],
    ['a number as a text', { comment: 5 }, '/answers/comment: a text is expected'],
    [
      'an item that was not asked',
      { q5: 'ontime', q7: 'no' },
      '/answers/q7: this item was not asked: its condition does not hold',
    ],
    ['a name with a slash', { 'a/b~': 1 }, '/answers/a~1b~0: no such item in this questionnaire'],
  ])('names %s', (_, answers, expected) => {
    expect(faults(answers)).toEqual([expected]);
  });

  it('counts letters, not code units: ten faces fit in ten characters', () => {
    expect(faults({ comment: '😀'.repeat(10) })).toEqual([]);
  });

  it('takes a sensitive answer only with the separate consent', () => {
    expect(faults({ dm6: 'kinh' })).toEqual(['/answers/dm6: a sensitive item needs the separate consent']);
    expect(faults({ dm6: 'kinh' }, true)).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'treats %s as an unknown name',
    (name) => {
      const answers = JSON.parse(`{"${name}": 5}`) as Record<string, unknown>;
      expect(faults(answers)).toEqual([`/answers/${name}: no such item in this questionnaire`]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it('returns all reasons at once', () => {
    expect(faults({ a1: 9, m: ['q', 'q', 'x'], dm6: 'klingon' })).toHaveLength(6);
  });

  it('never repeats what was answered', () => {
    const secret = 'Nguyễn 0912345678';
    expect(faults({ a1: secret, q5: secret, m: [secret], comment: secret + secret }).join()).not.toContain(
      '0912',
    );
  });
});
