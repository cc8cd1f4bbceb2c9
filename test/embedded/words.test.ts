import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { withDatabase } from './running.js';

/** Texts of MongoDB 5.0, by the files of its source that say them. */
describe('the words of errors', () => {
  const given = withDatabase({ c: [{ _id: 1, o: { n: 10 }, list: [{ x: 1 }, 2], s: 'a' }] });

  const aggregating = (stage: Document): Promise<unknown> =>
    given.database.collection('c').aggregate([stage]).toArray();

  it('name $substrBytes where the old $substr was asked for', async () => {
    // expression.cpp: ExpressionSubstrBytes serves both names.
    await expect(aggregating({ $project: { x: { $substr: ['abc', 'a', 1] } } })).rejects.toMatchObject({
      code: 16034,
      errmsg: expect.stringContaining('$substrBytes:  starting index must be a numeric type'),
    });
    await expect(aggregating({ $project: { x: { $substr: ['abc', 1] } } })).rejects.toMatchObject({
      code: 16020,
      errmsg: expect.stringContaining('Expression $substrBytes takes exactly 3 arguments. 2 were passed in.'),
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
    await expect(given.database.command({ find: 'c', writeConcern: { w: 1 } })).rejects.toMatchObject({
      code: 72,
    });
    await expect(given.database.command({ distinct: 'c', key: 's', hint: '_id_' })).rejects.toMatchObject({
      code: 40415,
    });
  });

  it('refuse the names under which old servers answered about themselves', async () => {
    // 73: InvalidNamespace.
    await expect(given.database.command({ find: '$cmd.sys.inprog' })).rejects.toMatchObject({ code: 73 });
  });

  it('say what was being done when a document went wrong', async () => {
    const c = given.database.collection<{ _id: number; weight: number | string }>('parcels');
    await c.insertMany([
      { _id: 1, weight: 4 },
      { _id: 2, weight: 'heavy' },
    ]);
    const halved = { $divide: ['$weight', 2] };
    const cause = '$divide only supports numeric types, not string and int';
    const said = (work: Promise<unknown>): Promise<unknown> =>
      work.catch((error: unknown) => (error as { errmsg?: string }).errmsg);
    // find_cmd.cpp, getmore_cmd.cpp, distinct.cpp, run_aggregate.cpp: addContext around PlanExecutor::getNext.
    expect(await said(c.find({}, { projection: { half: halved } }).toArray())).toBe(
      `Executor error during find command :: caused by :: ${cause}`,
    );
    expect(await said(c.find({}, { projection: { half: halved }, batchSize: 1 }).toArray())).toBe(
      `Executor error during getMore :: caused by :: ${cause}`,
    );
    expect(await said(c.distinct('_id', { $expr: { $gt: [halved, 1] } }))).toBe(
      `Executor error during distinct command :: caused by :: ${cause}`,
    );
    expect(await said(c.aggregate([{ $project: { half: halved } }]).toArray())).toBe(
      `PlanExecutor error during aggregation :: caused by :: ${cause}`,
    );
    expect(
      await said(c.aggregate([{ $project: { half: halved } }], { cursor: { batchSize: 1 } }).toArray()),
    ).toBe(`Executor error during getMore :: caused by :: ${cause}`);
    await c.createIndex({ weight: 1 }, { unique: true });
    await expect(c.findOneAndUpdate({ _id: 1 }, { $set: { weight: 'heavy' } })).rejects.toMatchObject({
      code: 11000,
      keyValue: { weight: 'heavy' },
      errmsg: expect.stringMatching(
        /^Plan executor error during findAndModify :: caused by :: E11000 duplicate key error/,
      ),
    });
    // Pipeline::optimizePipeline says that a constant stood in its way; a projection of a find has no pipeline.
    const constant = { half: { $divide: ['x', 2] } };
    expect(await said(c.aggregate([{ $project: constant }]).toArray())).toBe(
      `Failed to optimize pipeline :: caused by :: ${cause}`,
    );
    expect(await said(c.find({}, { projection: constant }).toArray())).toBe(cause);
  });

  it('give both readings of a $slice that is neither', async () => {
    // projection_parser.cpp: attemptToParseFindSlice, then the expression of that name.
    const refused = (slice: unknown): Promise<unknown> =>
      given.database.collection('c').findOne({}, { projection: { list: { $slice: slice } } });
    await expect(refused([3])).rejects.toMatchObject({
      code: 28667,
      errmsg:
        'Invalid $slice syntax. The given syntax { $slice: [ 3 ] } did not match the find() syntax because :: ' +
        'Location31272: $slice array argument should be of form [skip, limit] :: ' +
        'The given syntax did not match the expression $slice syntax. :: caused by :: ' +
        'Expression $slice takes at least 2 arguments, and at most 3, but 1 were passed in.',
    });
    await expect(refused(['$list.', 2])).rejects.toMatchObject({
      code: 40353,
      errmsg: expect.stringContaining(
        "Location31257: $slice expects the skip argument to be a number, got string :: The given syntax did not match the expression $slice syntax. :: caused by :: FieldPath must not end with a '.'.",
      ),
    });
    expect(await refused([2, null])).toEqual({ _id: 1, list: null });
  });

  it('name the refusal of two arrays in one index key', async () => {
    const c = given.database.collection('referring');
    await c.insertOne({ left: [1], right: [2] });
    await expect(c.createIndex({ left: 1, right: 1 })).rejects.toMatchObject({
      code: 171,
      codeName: 'CannotIndexParallelArrays',
    });
  });

  it('find a wrong filter in front of a pipeline although there is no collection', async () => {
    await expect(
      given.database
        .collection('nowhere')
        .aggregate([{ $match: { n: { $nope: 1 } } }])
        .toArray(),
    ).rejects.toMatchObject({ code: 2, errmsg: 'unknown operator: $nope' });
  });
});
