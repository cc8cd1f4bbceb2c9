import { describe, expect, it } from '@jest/globals';
import type { AnswerCell } from '../../server/domain/answer-cell.js';
import { joinBlocks } from '../../server/domain/answer-table.js';
import { blockBuilder, type RowFacts } from '../../server/domain/block-builder.js';
import { codebook } from '../../server/domain/codebook.js';
import { columnPlan } from '../../server/domain/column-plan.js';
import { unpackBlock } from '../../server/domain/pack-block.js';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../server/domain/response.js';
import { cell, formWith, response } from './answers-fixture.js';

const counted: RowFacts = { group: 0, state: 'counted', reason: null };

function block(
  form: Questionnaire,
  place: Partial<AnswerCell>,
  rows: Partial<StoredResponse>[],
  facts = counted,
) {
  const builder = blockBuilder({ ...cell, ...place, questionnaire: form }, columnPlan(form));
  for (const row of rows) builder.add(response(row), facts);
  return unpackBlock(builder.finish()!);
}

/** The second version of the tiny form: the options of "sex" and "heard" in another order, with one more each. */
function otherOrder(): Questionnaire {
  const form = formWith({ version: 2 });
  const text = { vi: '', en: '' };
  for (const item of form.parts.flatMap(({ items }) => items)) {
    if (item.type !== 'single' && item.type !== 'multi') continue;
    item.options = [{ value: 'new', text }, ...item.options.toReversed()];
  }
  return form;
}

describe('joinBlocks', () => {
  it('lays units and months end to end, with names of procedures and reasons shared by all', () => {
    const form = formWith();
    const excluded: RowFacts = { group: 3, state: 'excluded', reason: 'too-fast' };
    const table = joinBlocks(
      [
        block(form, {}, [{ answers: { a1: 4 }, procedure: 'P1' }, { procedure: 'P2' }]),
        block(
          form,
          { unitCode: '00008', month: '2026-08' },
          [{ answers: { a1: 2 }, procedure: 'P2' }],
          excluded,
        ),
      ],
      codebook([form]),
    );
    expect(table.rows).toBe(3);
    expect([...table.levels['a1']!]).toEqual([4, 0, 2]);
    expect([...table.unit].map((at) => table.units[at])).toEqual(['00004', '00004', '00008']);
    expect([...table.month].map((at) => table.months[at])).toEqual(['2026-07', '2026-07', '2026-08']);
    expect([...table.procedure].map((at) => table.procedures[at - 1])).toEqual(['P1', 'P2', 'P2']);
    expect([...table.reason]).toEqual([0, 0, 1]);
    expect(table.reasons).toEqual(['too-fast']);
    expect([...table.group]).toEqual([0, 0, 3]);
  });

  it('knows options by their value where two versions list them in another order', () => {
    const [first, second] = [formWith(), otherOrder()];
    const book = codebook([first, second]);
    const answers = { sex: 'female', heard: ['friends', 'web'] };
    const table = joinBlocks([block(first, {}, [{ answers }]), block(second, {}, [{ answers }])], book);
    expect(table.choices['sex']![0]).toBe(table.choices['sex']![1]);
    expect(table.multiples['heard']![0]).toBe(table.multiples['heard']![1]);
    const options = book.items.get('sex')!.options.map(({ value }) => value);
    expect(options[table.choices['sex']![1]! - 1]).toBe('female');
    expect(options).toEqual(['male', 'female', 'na', 'new']);
  });

  it('leaves an item blank where a form does not ask it', () => {
    const short = formWith({ id: 'short' });
    short.parts = short.parts.slice(0, 1);
    const table = joinBlocks(
      [block(short, {}, [{ answers: { a1: 5 } }]), block(formWith(), {}, [{ answers: { b1: 3 } }])],
      codebook([short, formWith()]),
    );
    expect([...table.levels['b1']!]).toEqual([0, 3]);
    expect(table.questionnaires).toEqual(['short@1', 'tiny@1']);
  });

  it('is empty where there are no blocks', () => {
    expect(joinBlocks([], codebook([])).rows).toBe(0);
  });
});
