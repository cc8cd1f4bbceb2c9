import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('positions in update paths', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('positions');
  });
  afterAll(() => engine.stop());

  const document = {
    _id: 1 as never,
    word: 'x',
    list: [1, 2, 3],
    rows: [
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ],
    lists: [[1, 2], [3]],
    nested: [{ xs: [{ v: 1 }] }, { xs: [{ v: 2 }, { v: 3 }] }],
  };

  /** The document after an update, or the code and text it was refused with. */
  async function after(filter: Document, update: Document): Promise<Document> {
    await collection.deleteMany({});
    await collection.insertOne(document);
    const outcome = await collection
      .updateOne(filter, update)
      .catch((error: { code: number; errmsg: string }) => ({ code: error.code, text: error.errmsg }));
    return 'code' in outcome ? outcome : (await collection.findOne())!;
  }
  const noMatch = {
    code: 2,
    text: 'The positional operator did not find the match needed from the query.',
  };

  // "$ … the first element that matches the query condition" (manual: $ (update), with $elemMatch).
  it.each<[Document, Document, Document]>([
    [{ list: { $elemMatch: { $gte: 2 } } }, { $set: { 'list.$': 9 } }, { list: [1, 9, 3] }],
    [{ rows: { $elemMatch: { a: 2 } } }, { $unset: { 'rows.$.b': 1 } }, { rows: [{ a: 1, b: 1 }, { a: 2 }] }],
    [
      { lists: { $elemMatch: { $elemMatch: { $eq: 3 } } } },
      { $push: { 'lists.$': 4 } },
      {
        lists: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      { nested: { $elemMatch: { 'xs.v': 3 } } },
      { $set: { 'nested.$.xs': 0 } },
      { nested: [{ xs: [{ v: 1 }] }, { xs: 0 }] },
    ],
  ])('are found by $elemMatch: %j %j', async (filter, update, expected) => {
    expect(await after(filter, update)).toMatchObject(expected);
  });

  // MatchExpression::sortTree orders an $and by kind and path, and MatchDetails keeps the last index that was recorded.
  it('are those of the condition that MongoDB tests last', async () => {
    expect(await after({ 'rows.a': 2, list: 1 }, { $set: { 'list.$': 9 } })).toMatchObject({
      list: [1, 9, 3],
    });
    expect(
      await after({ $or: [{ list: 2, word: 'no' }, { list: 3 }] }, { $set: { 'list.$': 9 } }),
    ).toMatchObject({
      list: [1, 2, 9],
    });
  });

  it('are not found by a position that the path of the condition names on its way', async () => {
    expect(await after({ 'rows.0.a': 1 }, { $set: { 'rows.$.a': 9 } })).toEqual(noMatch);
    expect(await after({ 'list.1': 2 }, { $set: { 'list.$': 9 } })).toMatchObject({ list: [1, 9, 3] });
  });

  it('name a field where there is no array', async () => {
    expect(await after({ list: 2 }, { $set: { 'fresh.$': 9 } })).toMatchObject({ fresh: { '1': 9 } });
    expect(await after({ list: 2 }, { $set: { 'word.$': 9 } })).toEqual({
      code: 28,
      text: `Cannot create field '1' in element {word: "x"}`,
    });
  });

  // path_support.cpp, isNumericPathComponentLenient.
  it('may be written with zeros before them', async () => {
    expect(await after({ _id: 1 }, { $set: { 'list.01': 9, 'rows.00.a': 8 } })).toMatchObject({
      list: [1, 9, 3],
      rows: [{ a: 8 }, { a: 2 }],
    });
  });

  it('are refused in the first place', async () => {
    expect(await after({ _id: 1 }, { $set: { '$[]': 1 } })).toEqual({
      code: 2,
      text: "Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '$[]'",
    });
  });

  // field_checker.cpp, isArrayFilterIdentifier: at least three characters, the last one a bracket.
  it.each(['$[', '$[a', '$[]a'])('are no more than a name when they are written %s', async (part) => {
    expect(await after({ _id: 1 }, { $set: { [`list.${part}`]: 9 } })).toEqual({
      code: 28,
      text: `Cannot create field '${part}' in element {list: [ 1, 2, 3 ]}`,
    });
    expect(await after({ _id: 1 }, { $set: { [`fresh.${part}`]: 9 } })).toMatchObject({
      fresh: { [part]: 9 },
    });
  });

  // storage_validation.cpp looks at a document once it is changed, so at none that is not found.
  it('are not the only dollars refused in the first place, where there is a document to change', async () => {
    const text =
      "The dollar ($) prefixed field '$x' in '$x' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.";
    expect(await after({ _id: 1 }, { $inc: { '$x.y': 1 } })).toEqual({ code: 52, text });
    expect(await after({ _id: 2 }, { $inc: { '$x.y': 1 } })).toEqual(document);
    await expect(collection.findOneAndUpdate({}, { $set: { $x: 1 } })).rejects.toMatchObject({
      code: 52,
      errmsg: `Plan executor error during findAndModify :: caused by :: ${text}`,
    });
  });

  // update_leaf_node.cpp, checkViability: all operators that create nothing but $unset.
  it.each(['$pull', '$pop'])(
    'lead %s nowhere below a scalar or by a name into an array',
    async (operator) => {
      expect(await after({ _id: 1 }, { [operator]: { 'word.x': 1 } })).toEqual({
        code: 28,
        text: 'Cannot use the part (x) of (word.x) to traverse the element ({word: "x"})',
      });
      expect(await after({ _id: 1 }, { [operator]: { 'list.a': 1 } })).toEqual({
        code: 28,
        text: 'Cannot use the part (a) of (list.a) to traverse the element ({list: [ 1, 2, 3 ]})',
      });
      expect(await after({ _id: 1 }, { $unset: { 'word.x': 1 } })).toEqual(document);
    },
  );

  // rename_node.cpp and findLongestPrefix of path_support.cpp.
  it('lead $rename nowhere from below a scalar, and to nothing where its source is missing', async () => {
    expect(await after({ _id: 1 }, { $rename: { 'word.x': 'y' } })).toEqual({
      code: 28,
      text: 'cannot use the part (word of word.x) to traverse the element ({word: "x"})',
    });
    expect(await after({ _id: 1 }, { $rename: { 'rows.a': 'y' } })).toMatchObject({ code: 28 });
    expect(await after({ _id: 1 }, { $rename: { 'list.0': 'y' } })).toEqual({
      code: 2,
      text: "The source field cannot be an array element, 'list.0' in doc with _id: 1 has an array field called 'list'",
    });
    expect(await after({ _id: 1 }, { $rename: { nothing: 'word.x' } })).toEqual(document);
  });
});
