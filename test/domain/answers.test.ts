import { describe, expect, it } from '@jest/globals';
import { answersFromForm, fieldsOf } from '../../server/domain/answers.js';
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
  rows: ['n1_1', 'n1_2'].map((id) => ({ id, text: text(id) })),
};
const form = tinyQuestionnaire([
  part([
    rating('a1'),
    single('q2', ['0', '5p']),
    multi('m', ['x', 'y']),
    single('q7', ['yes'], { item: 'q2', in: ['5p'] }),
    { ...single('dm6', ['kinh']), sensitive: true },
    grid,
    comment,
  ]),
]);

describe('answersFromForm', () => {
  it('reads each kind of item from its field', () => {
    const fields = {
      a1: '4',
      q2: '5p',
      m: ['x', 'y'],
      q7: 'yes',
      n1_1: '2',
      n1_2: 'na',
      comment: ' Tốt\r\nlắm ',
    };
    expect(answersFromForm(form, fields, false)).toEqual({
      a1: 4,
      q2: '5p',
      m: ['x', 'y'],
      q7: 'yes',
      n1_1: 2,
      n1_2: 'na',
      comment: 'Tốt\nlắm',
    });
  });

  it('keeps digits of a choice as text and a lone tick as a list', () => {
    expect(answersFromForm(form, { q2: '0', m: 'x' }, false)).toEqual({ q2: '0', m: ['x'] });
  });

  it('leaves out blanks and fields that are no items', () => {
    expect(answersFromForm(form, { a1: '', comment: '  ', m: [], csrf: 'abc', a2: '4' }, false)).toEqual({});
  });

  it('leaves out questions that were not asked', () => {
    expect(answersFromForm(form, { q2: '0', q7: 'yes' }, false)).toEqual({ q2: '0' });
  });

  it('keeps a sensitive answer only with its consent', () => {
    expect(answersFromForm(form, { dm6: 'kinh' }, false)).toEqual({});
    expect(answersFromForm(form, { dm6: 'kinh' }, true)).toEqual({ dm6: 'kinh' });
  });

  it('keeps what does not fit, so that it can be told', () => {
    expect(answersFromForm(form, { a1: '9', q2: ['0', '5p'] }, false)).toEqual({ a1: 9, q2: ['0', '5p'] });
  });

  it('ignores nested objects that a body parser may make', () => {
    expect(answersFromForm(form, { a1: { $ne: '1' }, comment: [{ x: '1' }] }, false)).toEqual({});
  });
});

describe('fieldsOf', () => {
  it('collects repeated names and leaves files out', () => {
    const entries: [string, unknown][] = [
      ['m', 'x'],
      ['a1', '4'],
      ['m', 'y'],
      ['m', 'z'],
      ['f', new Blob([])],
    ];
    expect(fieldsOf(entries)).toEqual({ m: ['x', 'y', 'z'], a1: '4' });
  });
});
