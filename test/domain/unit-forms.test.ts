import { describe, expect, it } from '@jest/globals';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import type { Unit } from '../../server/domain/unit.js';
import { formsOf } from '../../server/domain/unit-forms.js';
import { part, rating, text, tinyQuestionnaire } from './tiny-questionnaire.js';

const ward: Unit = {
  code: '00004',
  name: text('Phường Ba Đình'),
  type: 'phuong',
  parent: null,
  validFrom: null,
  validTo: null,
  successors: [],
};
const form = (id: string, units: Questionnaire['units'], version = 1) =>
  tinyQuestionnaire([part([rating('a1')])], { id, units, version });

describe('formsOf', () => {
  it('are those for all, for the unit and for its type', () => {
    const forms = [
      form('all', 'any'),
      form('one', ['00004']),
      form('type', ['xa', 'phuong']),
      form('not', ['so']),
    ];
    expect(formsOf(ward, forms).map(({ id }) => id)).toEqual(['all', 'one', 'type']);
  });

  it('are in their newest version, whatever the order', () => {
    const forms = [form('all', 'any', 2), form('all', 'any', 10), form('all', 'any', 1)];
    expect(formsOf(ward, forms).map(({ version }) => version)).toEqual([10]);
  });

  it('no longer hold a form whose newest version is for others', () => {
    expect(formsOf(ward, [form('one', ['00004'], 1), form('one', ['so'], 2)])).toEqual([]);
  });
});
