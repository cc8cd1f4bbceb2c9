import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('what an upsert makes', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  /** The document that a statement made or changed, its code and text when it was refused. */
  async function made(q: Document, u: Document, before: Document[] = [], upsert = true): Promise<unknown> {
    const database = engine.database();
    if (before.length > 0) await database.command({ insert: 'made', documents: before });
    const { writeErrors } = await database.command({ update: 'made', updates: [{ q, u, upsert }] });
    if (writeErrors) return [writeErrors[0].code, writeErrors[0].errmsg];
    return database.collection('made').findOne();
  }

  // upsert_stage.cpp: its document is checked with allowTopLevelDollarPrefixes.
  it('may have names at its top that no update may write', async () => {
    expect(await made({ _id: 1 }, { $set: { $tag: 1 } })).toEqual({ _id: 1, $tag: 1 });
    expect(await made({ _id: 1 }, { x: 1, $tag: 1 })).toEqual({ _id: 1, x: 1, $tag: 1 });
  });

  // update_driver.cpp and path_support.cpp, extractFullEqualityMatches: of its filter a replacement takes the _id, whole.
  it('takes no more than the whole _id from the filter of a replacement', async () => {
    const twice = { a: 1, $and: [{ a: 1 }], _id: 4 };
    expect(await made(twice, { x: 1 })).toEqual({ _id: 4, x: 1 });
    expect(await made(twice, { $set: { x: 1 } })).toEqual([
      54,
      "cannot infer query fields to set, path 'a' is matched twice",
    ]);
    expect(await made({ '_id.no': 4 }, { x: 1 })).toEqual([
      111,
      "field at '_id' must be exactly specified, field at sub-path '_id.no'found",
    ]);
    expect(await made({ '_id.no': 4 }, { $set: { x: 1 } })).toEqual({ _id: { no: 4 }, x: 1 });
  });

  // object_replace_executor.cpp: what is stored is checked before the _id is compared; an upsert is checked after.
  it('is refused with an _id that is none, in the words of the way it came', async () => {
    const none = [53, "The '_id' value cannot be of type array"];
    const changed =
      "After applying the update to the document, the (immutable) field '_id' was found to be an array or array descendant.";
    expect(await made({ x: 1 }, { _id: [1] })).toEqual([54, changed]);
    expect(await made({ x: 1 }, { $set: { _id: [1] } })).toEqual(none);
    expect(await made({ x: 1 }, { _id: [1] }, [{ _id: 1, x: 1 }])).toEqual(none);
    expect(await made({ x: 1 }, [{ $set: { _id: [1] } }], [{ _id: 1, x: 1 }])).toEqual(none);
    expect(await made({ x: 1 }, { _id: { no: 1.0 }, x: 2 }, [{ _id: { no: 1 }, x: 1 }])).toEqual({
      _id: { no: 1 },
      x: 2,
    });
  });

  // BSONObj::storageValidEmbedded.
  it('has no names that begin with $ anywhere in its _id, but for a reference', async () => {
    const reference = { ref: { $ref: 'rooms', $id: 1, more: 2 } };
    expect(await made({ x: 1 }, { $set: { _id: { deep: [{ $no: 1 }] } } })).toEqual([
      52,
      "_id fields may not contain '$'-prefixed fields: $no is not valid for storage.",
    ]);
    expect(await made({ x: 1 }, { $set: { _id: { a: { $id: 1 } } } })).toMatchObject([52, expect.anything()]);
    expect(await made({ x: 1 }, { $set: { _id: reference } })).toMatchObject({ x: 1 });
  });
});
