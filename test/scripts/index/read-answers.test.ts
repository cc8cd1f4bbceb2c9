import { describe, expect, it } from '@jest/globals';
import type { FileOptions } from '../../../scripts/index/option-types.js';
import { keyedTallies } from '../../../scripts/index/keyed-tallies.js';
import { readAnswers } from '../../../scripts/index/read-answers.js';
import { countedItems } from '../../../server/satisfaction/composites.js';
import { computeIndex } from '../../../server/satisfaction/compute-index.js';
import { replicateGroup } from '../../../server/satisfaction/replicate-group.js';
import { addTallies, tally } from '../../../server/satisfaction/tally.js';
import { columnsOf, methodWith, structureOf } from '../../satisfaction/build.js';
import { withCsv } from './csv-file.js';

const structure = structureOf('a1 a2');
type Choice = Partial<Pick<FileOptions, 'id' | 'weights' | 'by' | 'where'>>;

/** The counts of a file by the values of a column, and what reading it says. */
const read = (content: string, { by = null, id = null, weights = null, where = [] }: Choice = {}) =>
  withCsv(content, (path) => {
    const criteria = countedItems(structure);
    const counts = keyedTallies(criteria, structure, weights !== null);
    const file = readAnswers({ path, id, weights, where }, criteria, by === null ? [] : [by], counts);
    return { ...file, byKey: new Map(counts.finish().map(({ keys, tally: of }) => [keys.join(), of])) };
  });

describe('readAnswers', () => {
  it('counts as the columns would be counted, the row number deciding the group', () => {
    const { byKey, rows } = read('a1,a2\n5,1\n,NA\n4,na\n');
    const columns = columnsOf({ a1: [5, 0, 4], a2: [1, 6, 6] }, { group: Uint8Array.of(1, 2, 3) });
    expect(rows).toBe(3);
    expect(addTallies([...byKey.values()])).toEqual(tally(columns, structure, null));
  });

  it('puts a row into the group of its id wherever it stands', () => {
    const lines = ['r-1,5,1', 'r-2,4,2', 'r-3,3,3'];
    const groups = Uint8Array.from(['r-1', 'r-2', 'r-3'], replicateGroup);
    const columns = columnsOf({ a1: [5, 4, 3], a2: [1, 2, 3] }, { group: groups });
    const whole = tally(columns, structure, null);
    for (const order of [lines, lines.toReversed()])
      expect(read(`id,a1,a2\n${order.join('\n')}\n`, { id: 'id' }).byKey.get('')).toEqual(whole);
  });

  it('counts every value of a column apart, more of them than it first made room for', () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${1 + (i % 5)},5,unit ${Math.floor(i / 100)}`);
    const { byKey } = read(`a1,a2,unit\n${lines.join('\n')}\n`, { by: 'unit' });
    expect(byKey.size).toBe(300);
    for (const of of byKey.values())
      expect(computeIndex(of, structure, methodWith('top2')).criteria[0]).toMatchObject({
        counts: [20, 20, 20, 20, 20],
      });
  });

  it('weighs rows by a column', () => {
    const counts = read('a1,a2,w\n5,5,3\n1,1,1\n', { weights: 'w' }).byKey.get('')!;
    const { overall, weighting } = computeIndex(counts, structure, methodWith('top2'));
    expect(overall).toMatchObject({ value: 75, n: 2 });
    expect(weighting?.designEffect).toBe(1.25); // 2·(9 + 1)/16
  });

  it('takes only the rows that --where names, and no other columns than it needs', () => {
    const { rows, ignored } = read('a1,a2,decision,note\n5,5,counted,x\n1,1,withdrawn,\n', {
      where: [{ column: 'decision', value: 'counted' }],
    });
    expect(rows).toBe(1);
    expect(ignored).toEqual(['note']);
  });

  it('passes over blank lines', () => expect(read('a1,a2\n5,5\n\n4,4\n\n').rows).toBe(2));

  it.each([
    ['a missing criterion', 'a1\n5\n', {}, 'row 0 (line 1), column a2: missing'],
    ['a column that stands twice', 'a1,a2,a1\n5,5,5\n', {}, 'row 0 (line 1), column a1: stands twice'],
    ['a missing column of ids', 'a1,a2\n5,5\n', { id: 'id' }, 'row 0 (line 1), column id: missing'],
    ['a level beyond the scale', 'a1,a2\n5,5\n5,6\n', {}, 'row 2 (line 3), column a2: `6` is no level'],
    ['a level 0', 'a1,a2\n0,5\n', {}, 'row 1 (line 2), column a1: `0` is no level'],
    ['a word for a level', 'a1,a2\n5,tốt\n', {}, 'row 1 (line 2), column a2: `tốt` is no level'],
    ['a broken number', 'a1,a2\n5,4.5\n', {}, 'row 1 (line 2), column a2: `4.5`'],
    ['a short row', 'a1,a2\n5,5\n5\n', {}, 'row 2 (line 3), column a2: the row has 1 cells, the header 2'],
    ['a long row', 'a1,a2\n5,5,5\n', {}, 'row 1 (line 2), column a2: the row has 3 cells'],
    [
      'a duplicate id',
      'id,a1,a2\nx,5,5\ny,5,5\nx,4,4\n',
      { id: 'id' },
      'row 3 (line 4), column id: `x` stands in row 1',
    ],
    ['an empty id', 'id,a1,a2\n,5,5\n', { id: 'id' }, 'row 1 (line 2), column id: empty'],
    [
      'a negative weight',
      'a1,a2,w\n5,5,-1\n',
      { weights: 'w' },
      'row 1 (line 2), column w: `-1` is no weight',
    ],
    ['an empty weight', 'a1,a2,w\n5,5,\n', { weights: 'w' }, 'row 1 (line 2), column w: `` is no weight'],
    ['an empty file', '', {}, 'is empty'],
  ])('refuses %s, naming row and column', (_, content, options, reason) => {
    expect(() => read(content, options)).toThrow(reason);
  });

  it('lists every fault up to twenty', () => {
    expect(() => read('a1,a2\n7,5\n5,8\n')).toThrow(/row 1 .* column a1.*\nrow 2 .* column a2/);
    const many = () => read(`a1,a2\n${'9,9\n'.repeat(500)}`);
    expect(many).toThrow(/row 10 \(line 11\), column a2/);
    expect(many).not.toThrow(/row 11 /);
  });
});
