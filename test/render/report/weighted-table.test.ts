import { describe, expect, it } from '@jest/globals';
import type { Figure, WeightedIndex, WeightedNumbers } from '../../../server/domain/report-model.js';
import { createNumbering } from '../../../server/render/report/numbering.js';
import { weightedTable } from '../../../server/render/report/weighted-table.js';
import { reportModel } from '../report-models.js';

const figure = (value: number): Figure => ({
  ...{ value, n: 200, interval: { low: value - 1, high: value + 1 }, display: 'shown' },
});
const text = (vi: string) => ({ vi, en: vi });

function blocks(changes: Partial<WeightedIndex>, numbers: Partial<WeightedNumbers> = {}) {
  const { elements, overall } = reportModel(200);
  const weighted: WeightedIndex = {
    margins: [
      { name: 'dm1', title: text('Giới tính') },
      { name: 'dm2', title: text('Độ tuổi') },
    ],
    faults: [],
    numbers: {
      unweighted: figure(80),
      overall: figure(71.234),
      elements: elements.map(({ id, code, title }, at) => ({ id, code, title, figure: figure(70 + at) })),
      ...{ designEffect: 1.256, effectiveN: 159.24, converged: true, distance: 1e-10, trimmed: 0 },
      ...numbers,
    },
    ...changes,
  };
  return weightedTable(reportModel(200, { weighted, overall }), createNumbering());
}

describe('the table of the index with weights', () => {
  it('sets each number beside the one without weights, and says what the weights are and cost', () => {
    const [paragraph, table] = blocks({});
    expect(paragraph).toMatchObject({
      text: expect.stringMatching(
        /giới tính và độ tuổi.*thiết kế của trọng số là 1,26, số phiếu hiệu dụng là 159\./,
      ),
    });
    expect(table).toMatchObject({ kind: 'table' });
    const { rows, notes } = table as Extract<typeof table, { kind: 'table' }>;
    expect(rows[0]).toEqual({
      cells: ['Chỉ số hài lòng chung', '80,00', '71,23', '70,23–72,23'],
      strong: true,
    });
    expect(rows[1]!.cells.slice(2)).toEqual(['70,00', '69,00–71,00']);
    expect(notes).toHaveLength(2); // whose interval it is, and the source
  });

  it('says how many weights were cut, and that margins could not be met', () => {
    const [, table] = blocks({}, { converged: false, distance: 0.0123, trimmed: 1234 });
    expect(JSON.stringify(table)).toMatch(/lệch 1,23%.*Trọng số của 1\.234 phiếu bị cắt/);
  });

  it('says in words why there are no weights', () => {
    const faults: WeightedIndex['faults'] = [
      { kind: 'no-respondents', margin: text('Độ tuổi'), category: text('Trên 60') },
      { kind: 'other-total', margin: text('Giới tính'), category: null },
    ];
    expect(blocks({ numbers: null, faults })).toEqual([
      {
        kind: 'paragraph',
        text: 'Không tính được chỉ số có gia quyền theo giới tính và độ tuổi: “Độ tuổi: Trên 60” có trong cơ cấu dân số nhưng không có người trả lời; “Giới tính” có tổng số khác với các cơ cấu còn lại.',
      },
    ]);
  });

  it('is left out where no population is loaded', () => {
    expect(weightedTable(reportModel(200), createNumbering())).toEqual([]);
  });
});
