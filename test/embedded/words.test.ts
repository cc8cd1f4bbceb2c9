import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db, Document } from 'mongodb';
import { running } from './running.js';
import type { Running } from './running.js';

/** Texts of MongoDB 5.0, by the files of its source that say them. */
describe('the words of errors', () => {
  let engine: Running;
  let database: Db;
  beforeAll(async () => {
    engine = await running();
    database = engine.database();
    await database
      .collection<{ _id: number }>('c')
      .insertOne({ _id: 1, ...{ o: { n: 10 }, list: [{ x: 1 }, 2], s: 'a' } });
  });
  afterAll(() => engine.stop());

  const aggregating = (stage: Document): Promise<unknown> =>
    database.collection('c').aggregate([stage]).toArray();

  it('name $substrBytes where the old $substr was asked for', async () => {
    // expression.cpp: ExpressionSubstrBytes serves both names.
    await expect(aggregating({ $project: { x: { $substr: ['abc', 'a', 1] } } })).rejects.toMatchObject({
      code: 16034,
      errmsg: expect.stringContaining('$substrBytes:  starting index must be a numeric type'),
    });
  });

  it('tell an undefined variable in capitals from a name that cannot be one', async () => {
    // variable_validation.cpp: a name that is read may begin with a capital.
    await expect(aggregating({ $project: { x: '$$NOSUCH' } })).rejects.toMatchObject({ code: 17276 });
    await expect(aggregating({ $project: { x: '$$1' } })).rejects.toMatchObject({ code: 9 });
  });

  it('show the document that gave no new root as pipelines show documents', async () => {
    // document_source_replace_root.cpp prints with Document::toString.
    await expect(aggregating({ $replaceRoot: { newRoot: '$o.n' } })).rejects.toMatchObject({
      code: 40228,
      errmsg: expect.stringContaining('Input document: {_id: 1, o: {n: 10}, list: [{x: 1}, 2], s: "a"}'),
    });
  });

  it('show what was computed as pipelines show values, and what was written as it was', async () => {
    // expression.cpp: inputVal.toString() of $reduce, coerceToDouble() of $arrayElemAt.
    const words = async (expression: Document): Promise<string> =>
      aggregating({ $project: { x: expression } }).then(
        () => 'no error',
        ({ errmsg }: { errmsg: string }) => errmsg,
      );
    expect(await words({ $reduce: { input: '$o', initialValue: 0, in: 1 } })).toMatch(
      /an array, found: \{n: 10\}$/,
    );
    expect(await words({ $arrayElemAt: ['$list', { $literal: 3e10 }] })).toMatch(
      /32-bit integer: 30000000000$/,
    );
    expect(await words({ $range: [0, { $divide: [2, 3] }] })).toMatch(/found value: 0\.666667$/);
  });

  it('do not show the argument of a root below zero', async () => {
    await expect(aggregating({ $project: { x: { $sqrt: { $literal: -1 } } } })).rejects.toMatchObject({
      code: 28714,
      errmsg: expect.stringMatching(/must be greater than or equal to 0$/),
    });
  });

  it('say why the target of $out cannot be', async () => {
    await expect(aggregating({ $out: 'a$b' })).rejects.toMatchObject({
      code: 20,
      errmsg: expect.stringContaining('error with target namespace: Invalid collection name: a$b'),
    });
  });

  it('refuse a write concern of a command that only reads, and a hint of distinct', async () => {
    // service_entry_point_common.cpp, and the IDL of distinct, which has had a hint since 7.1 only.
    await expect(database.command({ find: 'c', writeConcern: { w: 1 } })).rejects.toMatchObject({ code: 72 });
    await expect(database.command({ distinct: 'c', key: 's', hint: '_id_' })).rejects.toMatchObject({
      code: 40415,
    });
  });

  it('refuse the names under which old servers answered about themselves', async () => {
    // 73: InvalidNamespace.
    await expect(database.command({ find: '$cmd.sys.inprog' })).rejects.toMatchObject({ code: 73 });
  });
});
