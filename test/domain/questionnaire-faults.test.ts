import { describe, expect, it } from '@jest/globals';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import { questionnaireFaults } from '../../server/domain/questionnaire-faults.js';
import { multi, part, rating, single, text, tinyQuestionnaire } from './tiny-questionnaire.js';

const faults = (questionnaire: Questionnaire) =>
  questionnaireFaults(questionnaire).map(({ pointer, reason }) => `${pointer}: ${reason}`);
const local = { official: false, code: null };
const sound = part([rating('a1')]);
const level = (value: number) => ({ value, text: text(`level ${value}`) });

describe('questionnaireFaults', () => {
  it('finds none in a sound questionnaire', () => {
    const late = single('q7', ['yes', 'no'], { item: 'q5', in: ['late'] });
    const why = single('q8', ['slow', 'rude'], { item: 'a1', in: ['1', '2', 'na'] });
    const rest = part([single('q5', ['ontime', 'late']), late, why], { id: 'b', ...local });
    expect(faults(tinyQuestionnaire([sound, rest]))).toEqual([]);
  });

  it.each<[string, Questionnaire, string]>([
    [
      'a part twice',
      tinyQuestionnaire([sound, part([rating('a2')])]),
      '/parts/1/id: the part "a" exists already',
    ],
    [
      'an item twice',
      tinyQuestionnaire([sound, part([{ ...rating('a1'), code: 'A2' }], { id: 'b', ...local })]),
      '/parts/1/items/0/id: the id "a1" exists already',
    ],
    [
      'a grid row named like an item',
      tinyQuestionnaire([
        sound,
        part(
          [
            {
              id: 'n1',
              code: 'N1',
              type: 'grid',
              text: text('grid'),
              src: 'R',
              scale: 'two',
              rows: [{ id: 'a1', text: text('row') }],
            },
          ],
          { id: 'b', ...local },
        ),
      ]),
      '/parts/1/items/0/id: the id "a1" exists already',
    ],
    [
      'a code twice',
      tinyQuestionnaire([part([rating('a1'), { ...rating('a2'), code: 'A1' }])]),
      '/parts/0/items/1/code: the code A1 exists already',
    ],
    [
      'a scale that does not exist',
      tinyQuestionnaire([part([rating('a1', 'seven')])]),
      '/parts/0/items/0/scale: no scale "seven"',
    ],
    [
      'levels that go down',
      tinyQuestionnaire([sound], { scales: { five: { levels: [level(2), level(1)], notUsed: null } } }),
      '/scales/five/levels/1/value: levels go from low to high, each once',
    ],
    [
      'an option twice',
      tinyQuestionnaire([part([single('q1', ['x', 'x'])], local)]),
      '/parts/0/items/0/options: an option value exists twice',
    ],
    [
      'a maximum above the options',
      tinyQuestionnaire([part([multi('m', ['x', 'y'], 3)], local)]),
      '/parts/0/items/0/max: more than there are options',
    ],
    [
      'a condition on a later item',
      tinyQuestionnaire([
        part([single('q1', ['x', 'y'], { item: 'q2', in: ['x'] }), single('q2', ['x', 'y'])], local),
      ]),
      '/parts/0/items/0/showIf: "q2" is not an earlier item',
    ],
    [
      'a condition on itself',
      tinyQuestionnaire([part([single('q1', ['x', 'y'], { item: 'q1', in: ['x'] })], local)]),
      '/parts/0/items/0/showIf: "q1" is not an earlier item',
    ],
    [
      'a condition that never holds',
      tinyQuestionnaire([
        part([single('q1', ['x', 'y']), single('q2', ['x', 'y'], { item: 'q1', in: ['x', 'z'] })], local),
      ]),
      '/parts/0/items/1/showIf: "q1" has no value "z"',
    ],
    [
      'a condition on "not used" where the scale has none',
      tinyQuestionnaire([
        part([rating('a1', 'two'), single('q2', ['x', 'y'], { item: 'a1', in: ['na'] })], local),
      ]),
      '/parts/0/items/1/showIf: "a1" has no value "na"',
    ],
    [
      'an official criterion that is no rating',
      tinyQuestionnaire([part([single('a1', ['x', 'y'])])]),
      '/parts/0/items/0/type: an official criterion is a rating',
    ],
    [
      'an official criterion under another code',
      tinyQuestionnaire([part([rating('b1')])]),
      '/parts/0/items/0/code: an official criterion carries the code of its element A',
    ],
    [
      'an official part that is no element',
      tinyQuestionnaire([part([rating('a1')], { kind: 'overall' })]),
      '/parts/0/official: only an element can be official',
    ],
    [
      'an introduction without the agency',
      tinyQuestionnaire([sound], { intro: { vi: '{unit}, 18', en: 'From 18 years' } }),
      '/intro/en: must name the agency as {unit}',
    ],
    [
      'an introduction without the age',
      tinyQuestionnaire([sound], { intro: { vi: '{unit}, 18', en: '{unit} asks 180 people' } }),
      '/intro/en: must name the minimum age 18',
    ],
    [
      'a placeholder that nobody fills in',
      tinyQuestionnaire([sound], { title: { vi: 'Phiếu {unit}', en: 'Form' } }),
      '/title/vi: the placeholder {unit} is not known here',
    ],
    [
      'letters that are not composed',
      tinyQuestionnaire([sound], { title: { vi: 'Phiếu'.normalize('NFD'), en: 'Form' } }),
      '/title/vi: is not in composed form (Unicode NFC)',
    ],
    [
      'a blank at the end',
      tinyQuestionnaire([sound], { title: { vi: 'Phiếu ', en: 'Form' } }),
      '/title/vi: begins or ends with a blank',
    ],
    [
      'a sensitive item without a consent',
      tinyQuestionnaire([part([{ ...single('dm6', ['x', 'y']), sensitive: true }], local)]),
      ': has sensitive items but no sensitiveConsent',
    ],
    [
      'a consent to nothing',
      tinyQuestionnaire([sound], { sensitiveConsent: text('I agree') }),
      '/sensitiveConsent: no item is sensitive',
    ],
  ])('names %s', (_, questionnaire, expected) => {
    expect(faults(questionnaire)).toEqual([expected]);
  });
});
