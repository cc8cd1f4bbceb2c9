import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Double } from 'mongodb';
import type { Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('the _id in updates', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  async function stored(update: Document): Promise<unknown> {
    const collection = engine.database().collection('ids');
    await collection.insertOne({ _id: 1 as never, a: 1 });
    const command = { update: 'ids', updates: [{ q: { _id: 1 }, u: update }] };
    const { writeErrors } = await engine.client.db(collection.dbName).command(command);
    if (writeErrors) return writeErrors[0].code;
    const [found] = await collection.aggregate([{ $project: { type: { $type: '$_id' }, a: 1 } }]).toArray();
    return { type: found!['type'], a: found!['a'] };
  }

  // object_replace_executor.cpp compares the two by value; modifier_node.cpp lets no change of the path be.
  it('may become an equal number of another type in a replacement, not by $set', async () => {
    expect(await stored({ _id: new Double(1), a: 2 })).toEqual({ type: 'double', a: 2 });
    expect(await stored([{ $set: { _id: { $toDouble: '$_id' }, a: 3 } }])).toEqual({ type: 'double', a: 3 });
    expect(await stored({ $set: { _id: new Double(1) } })).toBe(66);
    expect(await stored({ $set: { _id: 1, a: 4 } })).toEqual({ type: 'int', a: 4 });
  });

  /** What an update of one document answers: the error, or the document after it. */
  async function outcome(document: Document, update: Document): Promise<unknown> {
    const database = engine.database();
    await database.collection('ids').insertOne(document);
    const { writeErrors } = await database.command({ update: 'ids', updates: [{ q: {}, u: update }] });
    if (writeErrors) return [writeErrors[0].code, writeErrors[0].errmsg];
    return database.collection('ids').findOne();
  }
  const wouldModify = (what: string): unknown => [66, `${what} would modify the immutable field '_id'`];

  // modifier_node.cpp: checkImmutablePathsNotModified for what was there, applyToNonexistentElement for what is new.
  it('names the path that led into it, or the field it would have got', async () => {
    const document = { _id: { area: 'north', no: 4 } };
    expect(await outcome(document, { $set: { '_id.no': 5 } })).toEqual(
      wouldModify("Performing an update on the path '_id.no'"),
    );
    expect(await outcome(document, { $unset: { '_id.area': 1 } })).toEqual(
      wouldModify("Performing an update on the path '_id.area'"),
    );
    expect(await outcome(document, { $inc: { '_id.more': 1 } })).toEqual(
      wouldModify(`Updating the path '_id' to _id: { area: "north", no: 4, more: 1 }`),
    );
    expect(await outcome({ _id: { list: [1, 2] } }, { $max: { '_id.list.$[]': 2 } })).toEqual(
      wouldModify("Performing an update on the path '_id.list.0'"),
    );
    expect(await outcome(document, { $set: { '_id.no': 4 } })).toEqual(document);
  });

  // rename_node.cpp: a source that is not there makes it a no-op before anything is checked.
  it('stands in the way of a $rename only where there is something to rename', async () => {
    const document = { _id: 1, a: 1 };
    const refused = wouldModify("Performing an update on the path '_id'");
    expect(await outcome(document, { $rename: { _id: 'id' } })).toEqual(refused);
    expect(await outcome(document, { $rename: { a: '_id' } })).toEqual(refused);
    expect(await outcome(document, { $rename: { missing: '_id' } })).toEqual(document);
    const none = { update: 'none', updates: [{ q: {}, u: { $rename: { _id: 'id' } } }] };
    expect(await engine.database().command(none)).toEqual({ n: 0, nModified: 0, ok: 1 });
  });

  // storage_validation.cpp, since 5.0: only names at the top of a document, and only when they are written.
  it('lets fields whose names begin with $ be removed and changed inside, not written', async () => {
    const refused = [
      52,
      "The dollar ($) prefixed field '$a' in '$a' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.",
    ];
    const document = { _id: 1, $a: { b: 1 } };
    expect(await outcome(document, { $set: { $a: 2 } })).toEqual(refused);
    expect(await outcome({ _id: 1 }, { $set: { '$a.b': 2 } })).toEqual(refused);
    expect(await outcome(document, { $set: { '$a.b': 2 } })).toEqual({ _id: 1, $a: { b: 2 } });
    expect(await outcome(document, { $unset: { '$a.b': 1 } })).toEqual({ _id: 1, $a: {} });
    expect(await outcome(document, { $rename: { $a: 'a' } })).toEqual({ _id: 1, a: { b: 1 } });
    expect(await outcome(document, { $rename: { '$a.b': 'a.$b' } })).toEqual({
      _id: 1,
      $a: {},
      a: { $b: 1 },
    });
  });
});
