import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decimal128, Long } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('filters', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('filters');
  });
  afterAll(() => engine.stop());

  const ids = async (filter: Document): Promise<unknown> =>
    (await collection.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  const failure = (filter: Document): Promise<unknown> =>
    collection
      .find(filter)
      .toArray()
      .catch((error: { code: number; errmsg: string }) => [error.code, error.errmsg]);
  async function filled(...documents: Document[]): Promise<void> {
    await collection.drop();
    await collection.insertMany(documents.map((document, at) => ({ _id: at as never, ...document })));
  }

  // path_test.cpp, ArrayIndex2: what a position at the end of a path names is offered whole.
  it('compare what a position names as a whole, with an index and without', async () => {
    await filled({ a: [5, [2, 4], 3] }, { a: [[1, 2]] }, { a: [1, 2] });
    for (const create of [false, true]) {
      if (create) await collection.createIndex({ 'a.1': 1 });
      expect(await ids({ 'a.1': 2 })).toEqual([2]);
      expect(await ids({ 'a.1': [2, 4] })).toEqual([0]);
      expect(await collection.countDocuments({ 'a.1': 2 })).toBe(1);
    }
  });

  // expression_parser.cpp: kUserSubDocument.
  it('have no document for $expr inside $elemMatch', async () => {
    expect(await failure({ a: { $elemMatch: { $expr: true } } })).toEqual([
      2,
      '$expr can only be applied to the top-level document',
    ]);
  });

  it('say how a whole filter is negated', async () => {
    expect(await failure({ $not: { a: 1 } })).toEqual([
      2,
      'unknown top level operator: $not. If you are trying to negate an entire expression, use $nor.',
    ]);
  });

  // expression_parser.cpp of 5.0; "Failed to parse $size. Expected a number in: …" came with 6.0.
  it.each([
    ['x', '$size needs a number'],
    [1.5, '$size must be a whole number'],
    [NaN, '$size must be a whole number'],
    [-1, '$size may not be negative'],
    [Long.fromString('4294967296'), '$size must be representable as a 32-bit integer'],
  ])('refuse the size %p with BadValue', async ($size, text) => {
    expect(await failure({ a: { $size } })).toEqual([2, text]);
  });

  it.each([
    ['(', 'missing )'],
    ['a)', 'unmatched parentheses'],
    ['*', 'nothing to repeat'],
    ['[z-a]', 'range out of order in character class'],
    ['[a', 'missing terminating ] for character class'],
  ])('say what is wrong with the pattern %s as PCRE does', async ($regex, text) => {
    expect(await failure({ a: { $regex } })).toEqual([51091, `Regular expression is invalid: ${text}`]);
  });

  it('find references by their fields', async () => {
    await filled({ a: [{ $ref: 'x', $id: 1 }] }, { a: [{ $ref: 'x', $id: 2 }] });
    expect(await ids({ a: { $elemMatch: { $id: 2, $ref: 'x' } } })).toEqual([1]);
    expect(await ids({ a: { $in: [{ $ref: 'x', $id: 1 }] } })).toEqual([0]);
  });

  // BitTestMatchExpression takes every number that an int64 can represent.
  it('test the bits of a decimal', async () => {
    await filled({ a: Decimal128.fromString('54') }, { a: Decimal128.fromString('54.5') });
    expect(await ids({ a: { $bitsAllSet: [1, 5] } })).toEqual([0]);
  });
});

describe('filters inside updates', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('filters');
  });
  afterAll(() => engine.stop());

  async function after(update: Document, arrayFilters?: Document[]): Promise<unknown> {
    await collection.deleteMany({});
    await collection.insertOne({ a: [{ b: 1, c: 1 }, { b: 2 }, { b: 3 }], n: null });
    const outcome = await collection
      .updateOne({}, update, arrayFilters ? { arrayFilters } : {})
      .catch((error: { code: number; errmsg: string }) => [error.code, error.errmsg]);
    return Array.isArray(outcome) ? outcome : (await collection.findOne())!['a'];
  }

  // pull_node.cpp: an operand whose first operator takes no path is a filter of documents.
  it('pull documents by $or, $and and $nor', async () => {
    expect(await after({ $pull: { a: { $or: [{ b: 1 }, { b: 3 }] } } })).toEqual([{ b: 2 }]);
    expect(await after({ $pull: { a: { $nor: [{ b: 1 }] } } })).toEqual([{ b: 1, c: 1 }]);
    expect(await after({ $pull: { a: { $not: { $gt: 1 } } } })).toEqual([
      2,
      'unknown top level operator: $not. If you are trying to negate an entire expression, use $nor.',
    ]);
  });

  // pull_node.cpp, WrappedObjectMatcher: an element is tested as a field without a name.
  it('pull arrays that hold what operators or an expression look for', async () => {
    const left = async (list: unknown[], operand: unknown): Promise<unknown> => {
      await collection.deleteMany({});
      await collection.insertOne({ list });
      await collection.updateOne({}, { $pull: { list: operand } } as Document);
      return (await collection.findOne())!['list'];
    };
    expect(await left([1, [2, 3], [4]], { $in: [2] })).toEqual([1, [4]]);
    expect(await left([1, [2, 3], [4]], { $ne: 4 })).toEqual([[4]]);
    expect(await left([1, [2, 3], [4]], 2)).toEqual([1, [2, 3], [4]]);
    expect(await left(['ab', ['cb', 'a'], ['c']], /^a/)).toEqual([['c']]);
    expect(await after({ $pull: { a: { $odd: 1 } } })).toMatchObject([
      2,
      expect.stringMatching(/^unknown top level operator: \$odd/),
    ]);
  });

  // ExtensionsCallbackNoop with kBanAllSpecialFeatures.
  it('have no $expr', async () => {
    expect(await after({ $pull: { a: { $expr: true } } })).toEqual([
      224,
      '$expr is not allowed in this context',
    ]);
    expect(await after({ $set: { 'a.$[x].b': 0 } }, [{ 'x.b': 1, $expr: true }])).toEqual([
      224,
      'Error parsing array filter :: caused by :: $expr is not allowed in this context',
    ]);
  });

  it('leave null no number for $bit', async () => {
    expect(await after({ $bit: { n: { or: 1 } } })).toEqual([
      2,
      expect.stringMatching(
        /^Cannot apply \$bit to a value of non-integral type\..* of non-integer type null$/,
      ),
    ]);
  });
});
