import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Long } from 'mongodb';
import type { Collection, CollationOptions, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

type Stored = Document & { _id: number };

describe('a collation', () => {
  let engine: Running;
  let collection: Collection<Stored>;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());
  beforeEach(() => {
    collection = engine.database().collection<Stored>('c');
  });

  const code = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'answered',
      (error: { code?: number }) => error.code,
    );

  // The example of "Specify Collation" at db.collection.updateMany in MongoDB's manual.
  const cafes: Stored[] = [
    { _id: 1, category: 'café', status: 'A' },
    { _id: 2, category: 'cafe', status: 'a' },
    { _id: 3, category: 'cafE', status: 'a' },
  ];
  const french: CollationOptions = { locale: 'fr', strength: 1 };

  it('decides which texts an update, a count and a removal mean', async () => {
    await collection.insertMany(cafes);
    const update = { $set: { status: 'Updated' } };
    const updated = await collection.updateMany({ category: 'cafe' }, update, { collation: french });
    expect(updated.modifiedCount).toBe(3);
    expect(await collection.countDocuments({ category: 'CAFÉ' }, { collation: french })).toBe(3);
    expect(await collection.countDocuments({ category: 'CAFÉ' })).toBe(0);
    const strength2 = { locale: 'fr', strength: 2 as const };
    expect(await collection.countDocuments({ category: 'cafe' }, { collation: strength2 })).toBe(2);
    const removed = await collection.deleteMany({ category: { $in: ['x', 'CAFE'] } }, { collation: french });
    expect(removed.deletedCount).toBe(3);
  });

  // db.collection.findAndModify in MongoDB's manual: with this collation the three come in the order of insertion.
  it('decides what is found and changed first', async () => {
    await collection.insertMany(cafes);
    const options = { sort: { category: 1 as const }, collation: french };
    expect(
      await collection.findOneAndUpdate({ category: 'cafe' }, { $set: { status: 'U' } }, options),
    ).toEqual(cafes[0]);
  });

  it('sorts Vietnamese as a dictionary does, and digits as numbers where it is asked to', async () => {
    // The letters of the Vietnamese alphabet: a ă â … d đ e ê; tones only decide between equal letters.
    const words = ['đa', 'dê', 'âm', 'ăn', 'an', 'án', 'ạn', 'da', 'Da'];
    await collection.insertMany(words.map((word, _id) => ({ _id, word })));
    const sorted = await collection.find().sort({ word: 1 }).collation({ locale: 'vi' }).toArray();
    expect(sorted.map(({ word }) => word as string)).toEqual([
      'an',
      'án',
      'ạn',
      'ăn',
      'âm',
      'da',
      'Da',
      'dê',
      'đa',
    ]);
    const upper = collection.find({ word: { $regex: '^[dD]a' } }).sort({ word: 1 });
    expect((await upper.collation({ locale: 'vi', caseFirst: 'upper' }).toArray())[0]!['word']).toBe('Da');
    // MongoDB's manual, "Collation Locales and Default Parameters": Danish has caseFirst "upper".
    const first = async (more: object): Promise<unknown> => {
      const found = collection.find({ word: { $regex: '^[dD]a' } }).sort({ word: 1 });
      return (await found.collation({ locale: 'da', ...more }).toArray())[0]!['word'];
    };
    expect([await first({}), await first({ caseFirst: 'off' })]).toEqual(['Da', 'da']);
    await collection.insertMany(['10', '9', '2'].map((room, at) => ({ _id: 100 + at, room })));
    const rooms = await collection
      .aggregate([{ $match: { room: { $gt: '1' } } }, { $sort: { room: 1 } }], {
        collation: { locale: 'en_US', numericOrdering: true },
      })
      .toArray();
    expect(rooms.map(({ room }) => room as string)).toEqual(['2', '9', '10']);
  });

  it('takes texts that it holds for the same as one, the first that was found', async () => {
    await collection.insertMany(cafes);
    expect(await collection.distinct('category', {}, { collation: french })).toEqual(['café']);
    expect(await collection.distinct('status', {}, { collation: { locale: 'fr' } })).toEqual(['a', 'A']);
  });

  it('reaches into arrays and documents, and leaves names, numbers and regular expressions alone', async () => {
    await collection.insertMany([
      { _id: 1, list: ['X', { name: 'Ánh' }], Name: 'x' },
      { _id: 2, list: ['y'], n: 5 },
    ]);
    const found = async (filter: Document): Promise<number[]> =>
      (await collection.find(filter).collation({ locale: 'vi', strength: 1 }).toArray()).map(
        ({ _id }) => _id,
      );
    expect(await found({ list: 'x' })).toEqual([1]);
    expect(await found({ list: { $elemMatch: { name: 'anh' } } })).toEqual([1]);
    expect(await found({ list: { $all: ['Y'] } })).toEqual([2]);
    expect(await found({ list: ['Y'] })).toEqual([2]);
    expect(await found({ list: { $ne: 'x' } })).toEqual([2]);
    expect(await found({ name: 'x' })).toEqual([]);
    expect(await found({ n: 5 })).toEqual([2]);
    expect(await found({ list: { $regex: '^x' } })).toEqual([]);
  });

  it('is never served by an index, which has the order of bytes, but lets numbers be', async () => {
    await collection.createIndexes([{ key: { word: 1 } }, { key: { n: 1 } }]);
    await collection.insertMany(['b', 'B', 'a', 'A'].map((word, _id) => ({ _id, word, n: _id })));
    const collation = { locale: 'en', strength: 2 as const };
    const plan = async (filter: Document, sort: Document = {}): Promise<Document> => {
      const cursor = collection
        .find(filter)
        .sort(sort as never)
        .collation(collation);
      return (await cursor.explain('queryPlanner'))['queryPlanner'].winningPlan as Document;
    };
    expect(await plan({ word: 'a' })).toMatchObject({ stage: 'COLLSCAN' });
    expect(await plan({ n: 2 }, { word: 1 })).toMatchObject({
      stage: 'SORT',
      inputStage: { inputStage: { indexName: 'n_1' } },
    });
    expect(await plan({ _id: Long.fromNumber(1) })).toMatchObject({ stage: 'IDHACK' });
    for (const hint of [undefined, { word: 1 as const }])
      expect(await collection.countDocuments({ word: 'A' }, { collation, ...(hint ? { hint } : {}) })).toBe(
        2,
      );
    const sorted = collection
      .find({ word: { $gte: 'A' } })
      .sort({ word: -1 })
      .collation(collation);
    expect((await sorted.toArray()).map(({ _id }) => _id)).toEqual([0, 1, 2, 3]);
  });

  it('is refused where it is none, where it cannot be asked for, and where a part would not know of it', async () => {
    const database = engine.database();
    const find = (collation: unknown): Promise<unknown> => code(database.command({ find: 'c', collation }));
    expect(await find(5)).toBe(14);
    expect(await find({ strength: 1 })).toBe(40414);
    expect(await find({ locale: 'vi', foo: 1 })).toBe(40415);
    expect(await find({ locale: 5 })).toBe(14);
    expect(await find({ locale: 'vi', strength: 9 })).toBe(2);
    expect(await find({ locale: 'vi', caseFirst: 'x' })).toBe(2);
    expect(await find({ locale: 'vi', caseFirst: 'upper', strength: 2 })).toBe(2);
    expect(await find({ locale: 'vi', caseFirst: 'off', strength: 2 })).toBe('answered');
    expect(await find({ locale: 'xx_no_such' })).toBe(2);
    expect(await find({ locale: '' })).toBe(2);
    expect(await find({ locale: 'simple', strength: 1 })).toBe(2);
    expect(await find({ locale: 'simple' })).toBe('answered');
    expect(await find({ locale: 'de@collation=phonebook' })).toBe(238);
    expect(await find({ locale: 'vi', alternate: 'shifted' })).toBe(238);
    const collation = { locale: 'vi' };
    await collection.insertOne({ _id: 1, list: ['a'] });
    expect(
      await code(
        collection
          .find({ $expr: { $eq: ['$a', 'b'] } })
          .collation(collation)
          .toArray(),
      ),
    ).toBe(238);
    const projected = collection.find().project({ x: { $toUpper: '$a' } });
    expect(await code(projected.collation(collation).toArray())).toBe(238);
    expect(await code(collection.aggregate([{ $group: { _id: '$a' } }], { collation }).toArray())).toBe(238);
    for (const update of [{ $addToSet: { list: 'A' } }, { $pull: { list: 'A' } }, [{ $set: { a: 1 } }]])
      expect(await code(collection.updateOne({}, update as Document, { collation }))).toBe(238);
    expect(await code(collection.createIndex({ a: 1 }, { collation }))).toBe(238);
    const filtered = { arrayFilters: [{ item: 'A' }], collation: { locale: 'vi', strength: 1 as const } };
    await collection.updateOne({}, { $set: { 'list.$[item]': 'b' } }, filtered);
    expect(await collection.findOne()).toEqual({ _id: 1, list: ['b'] });
  });
});
