import { describe, expect, it } from '@jest/globals';
import type { AnswerCell } from '../../server/domain/answer-cell.js';
import { joinBlocks, type AnswerTable } from '../../server/domain/answer-table.js';
import { blockBuilder, type RowFacts } from '../../server/domain/block-builder.js';
import { codebook } from '../../server/domain/codebook.js';
import { columnPlan } from '../../server/domain/column-plan.js';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../server/domain/response.js';
import { cell, codesOf, formWith, response } from './answers-fixture.js';

const counted: RowFacts = { group: 0, state: 'counted', reason: null };

function block(
  form: Questionnaire,
  place: Partial<AnswerCell>,
  rows: Partial<StoredResponse>[],
  facts = counted,
) {
  const builder = blockBuilder({ ...cell, ...place, questionnaire: form }, columnPlan(form));
  for (const row of rows) builder.add(response(row), facts);
  return builder.finish()!;
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
    expect(codesOf(table.levels['a1']!)).toEqual([4, 0, 2]);
    expect(codesOf(table.unit).map((at) => table.units[at])).toEqual(['00004', '00004', '00008']);
    expect(codesOf(table.month).map((at) => table.months[at])).toEqual(['2026-07', '2026-07', '2026-08']);
    expect(codesOf(table.procedure).map((at) => table.procedures[at - 1])).toEqual(['P1', 'P2', 'P2']);
    expect(codesOf(table.reason)).toEqual([0, 0, 1]);
    expect(table.reasons).toEqual(['too-fast']);
    expect(codesOf(table.group)).toEqual([0, 0, 3]);
  });

  it('knows options by their value where two versions list them in another order', () => {
    const [first, second] = [formWith(), otherOrder()];
    const book = codebook([first, second]);
    const answers = { sex: 'female', heard: ['friends', 'web'] };
    const table = joinBlocks([block(first, {}, [{ answers }]), block(second, {}, [{ answers }])], book);
    const sex = codesOf(table.choices['sex']!);
    const heard = codesOf(table.multiples['heard']!);
    expect([sex[0], heard[0]]).toEqual([sex[1], heard[1]]);
    const options = book.items.get('sex')!.options.map(({ value }) => value);
    expect(options[sex[1]! - 1]).toBe('female');
    expect(options).toEqual(['male', 'female', 'na', 'new']);
  });

  it('leaves an item blank where a form does not ask it', () => {
    const short = formWith({ id: 'short' });
    short.parts = short.parts.slice(0, 1);
    const table = joinBlocks(
      [block(short, {}, [{ answers: { a1: 5 } }]), block(formWith(), {}, [{ answers: { b1: 3 } }])],
      codebook([short, formWith()]),
    );
    expect(codesOf(table.levels['b1']!)).toEqual([0, 3]);
    expect(table.questionnaires).toEqual(['short@1', 'tiny@1']);
  });

  it('reads the same whether blocks are long enough to be read where they lie or are packed anew', () => {
    const form = formWith();
    const rows = (levels: number[]) => levels.map((a1) => ({ answers: { a1 }, procedure: `P${a1}` }));
    const short = [[1, 2, 3], [5], [4, 4]].map((levels, month) =>
      block(form, { month: `2026-0${month + 1}` }, rows(levels)),
    );
    // 600 rows and three blocks of 6: 151 rows a block, which are not packed anew.
    const long = block(
      form,
      { month: '2026-09' },
      rows(Array.from({ length: 600 }, (_, at) => (at % 5) + 1)),
    );
    const [alone, together] = [
      joinBlocks(short, codebook([form])),
      joinBlocks([...short, long], codebook([form])),
    ];
    const told = (table: AnswerTable) => {
      const names = codesOf(table.procedure).map((code) => table.procedures[code - 1]);
      const months = codesOf(table.month).map((code) => table.months[code]);
      return [codesOf(table.levels['a1']!), names, months].map((column) => column.slice(0, 6));
    };
    expect(told(together)).toEqual(told(alone));
    expect(told(alone)).toEqual([
      [1, 2, 3, 5, 4, 4],
      ['P1', 'P2', 'P3', 'P5', 'P4', 'P4'],
      ['2026-01', '2026-01', '2026-01', '2026-02', '2026-03', '2026-03'],
    ]);
  });

  it('refuses a block whose answers are wider than a byte, or whose bytes are not as many as it says', () => {
    const one = block(formWith(), {}, [{ answers: { a1: 4 } }]);
    const wide = one.bits.map((width, at) => (one.columns[at] === 'l:a1' ? 16 : width));
    const damaged = [
      { ...one, bits: wide, bytes: new Uint8Array([...one.bytes, 0]) },
      { ...one, bytes: one.bytes.subarray(1) },
    ];
    for (const each of damaged) expect(() => joinBlocks([each], codebook([formWith()]))).toThrow('damaged');
  });

  it('is empty where there are no blocks', () => {
    expect(joinBlocks([], codebook([])).rows).toBe(0);
  });
});
