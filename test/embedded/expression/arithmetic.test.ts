import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decimal128, Double, Int32, Long } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

const LARGEST = Long.MAX_VALUE;
const read = { promoteValues: false };

/** Sums as MongoDB's expression_add, accumulator_sum and summation.h make them. */
describe('sums', () => {
  let engine: Running;
  let wards: Collection;
  beforeAll(async () => {
    engine = await running();
    wards = engine.database().collection('wards');
    await wards.insertMany([
      { ward: 'Tân Định', share: 0.1 },
      { ward: 'Bến Nghé', share: 0.2 },
      { ward: 'Đa Kao', share: 0.3 },
    ]);
  });
  afterAll(() => engine.stop());

  const answer = async (expression: Document): Promise<unknown> => {
    const [row] = await wards.aggregate([{ $limit: 1 }, { $project: { r: expression } }], read).toArray();
    return row?.['r'];
  };

  it.each([
    ['doubles', [0.1, 0.2, 0.3], new Double(0.6)],
    ['doubles of which one hides another', [1e100, 1, -1e100], new Double(1)],
    ['infinities', [Infinity, 1], new Double(Infinity)],
    ['infinities that cancel', [Infinity, -Infinity], new Double(NaN)],
    ['ints beyond an int', [2147483647, 1], Long.fromString('2147483648')],
    ['longs beyond a long', [LARGEST, 1], new Double(2 ** 63)],
    ['longs beyond a long and back', [LARGEST, 1, -1], LARGEST],
    ['a long no double holds', [Long.fromString('9007199254740993'), new Double(1)], new Double(2 ** 53 + 2)],
    [
      'a double beside a decimal',
      [Decimal128.fromString('1'), 0.1],
      Decimal128.fromString('1.100000000000000005551115123125783'),
    ],
    ['nothing', [], new Int32(0)],
  ])('of %s', async (_, values, sum) => {
    expect(await answer({ $add: values })).toEqual(sum);
    expect(await answer({ $sum: values })).toEqual(sum);
  });

  it('are the same over documents', async () => {
    const stage = { $group: { _id: null, sum: { $sum: '$share' }, mean: { $avg: '$share' } } };
    expect(await wards.aggregate([stage]).toArray()).toEqual([{ _id: null, sum: 0.6, mean: 0.6 / 3 }]);
  });

  it('move a date by the whole milliseconds of the others', async () => {
    const date = new Date('2021-03-04T05:06:07Z');
    expect(await answer({ $add: [1.5, date, 1] })).toEqual(new Date('2021-03-04T05:06:07.003Z'));
  });
});

describe('remainders', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  it.each([
    [new Int32(7), new Double(2), new Int32(1)],
    [Long.fromNumber(7), new Double(2), Long.fromNumber(1)],
    [new Double(7), new Int32(2), new Double(1)],
    [new Int32(7), new Double(2.5), new Double(2)],
    [Decimal128.fromString('7'), new Double(2), Decimal128.fromString('1.00000000000000')],
  ])('of %s by %s', async (dividend, divisor, rest) => {
    const numbers = engine.database().collection('numbers');
    await numbers.insertOne({});
    const [row] = await numbers
      .aggregate([{ $project: { _id: 0, r: { $mod: [dividend, divisor] } } }], read)
      .toArray();
    expect(row).toEqual({ r: rest });
  });
});

/** StatusWith of expression.cpp since 5.0; only `$add` kept its own number until 6.1. */
describe('operands that are no numbers', () => {
  let engine: Running;
  let rows: Collection;
  beforeAll(async () => {
    engine = await running();
    rows = engine.database().collection('rows');
    await rows.insertOne({ word: 'một', day: new Date(0), none: 0 });
  });
  afterAll(() => engine.stop());
  const answer = (expression: Document): Promise<Document[]> =>
    rows.aggregate([{ $project: { _id: 0, r: expression } }]).toArray();

  it.each<[Document, number, string]>([
    [{ $add: [1, '$word'] }, 16554, '$add only supports numeric or date types, not string'],
    [{ $subtract: [1, '$word'] }, 14, "can't $subtract string from int"],
    [{ $subtract: ['$day', '$word'] }, 14, "can't $subtract string from Date"],
    [{ $subtract: [1, '$day'] }, 14, "can't $subtract date from int"],
    [{ $multiply: [1, '$day'] }, 14, '$multiply only supports numeric types, not date'],
    [{ $divide: ['$day', 2] }, 14, '$divide only supports numeric types, not date and int'],
    [{ $divide: [1, '$none'] }, 2, "can't $divide by zero"],
    [{ $mod: ['$word', 2] }, 16611, '$mod only supports numeric types, not string and int'],
  ])('fail %j by code %i', async (expression, code, words) => {
    await expect(answer(expression)).rejects.toMatchObject({
      code,
      errmsg: `PlanExecutor error during aggregation :: caused by :: ${words}`,
    });
  });

  it('are met by a product from left to right', async () => {
    expect(await answer({ $multiply: ['$missing', '$word'] })).toEqual([{ r: null }]);
    await expect(answer({ $multiply: ['$word', '$missing'] })).rejects.toMatchObject({ code: 14 });
  });
});
