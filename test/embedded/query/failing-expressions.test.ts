import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { withDatabase } from '../running.js';

const wrong = { $divide: [7, 0] };
const words = "can't $divide by zero";
/** `expression.h`, `pipeline.cpp`: each level that is optimized adds its words. */
const within = (...levels: ('expression' | 'pipeline')[]): string =>
  [...levels.map((level) => `Failed to optimize ${level}`), words].join(' :: caused by :: ');

describe('expressions that have no value', () => {
  const given = withDatabase({
    wards: [
      { _id: 1, people: 10, answers: 2 },
      { _id: 2, people: 10, answers: 5 },
      { _id: 3, people: 10, answers: 0 },
    ],
  });

  const told = (command: Document): Promise<Document> =>
    given.database.command(command).catch((error: Document) => error);
  const find = (more: Document): Promise<Document> => told({ find: 'wards', ...more });
  const aggregate = (...pipeline: Document[]): Promise<Document> =>
    told({ aggregate: 'wards', pipeline, cursor: {} });

  it.each<[Document, string]>([
    [{ $expr: wrong }, within('expression')],
    [{ $comment: 'none', $expr: wrong }, within('expression')],
    [{ people: 10, $expr: wrong }, within('expression', 'expression')],
    [{ $nor: [{ $expr: wrong }] }, within('expression', 'expression')],
    [{ $or: [{ people: 3, $expr: wrong }] }, within('expression', 'expression', 'expression')],
  ])('tell of a constant how deep in the filter %j it stands', async (filter, errmsg) => {
    expect(await find({ filter })).toMatchObject({ code: 2, errmsg });
    expect(await told({ count: 'wards', query: filter })).toMatchObject({ code: 2, errmsg });
    expect(await aggregate({ $match: filter })).toMatchObject({
      errmsg: `Failed to optimize pipeline :: caused by :: ${errmsg}`,
    });
  });

  it('tell of a constant in a projection of find without more words', async () => {
    expect(await find({ projection: { x: wrong } })).toMatchObject({ code: 2, errmsg: words });
  });

  it('tell of a constant in a pipeline, in a part of one, and in one that joins', async () => {
    expect(await aggregate({ $project: { x: wrong } })).toMatchObject({ errmsg: within('pipeline') });
    expect(await aggregate({ $facet: { a: [{ $set: { x: wrong } }] } })).toMatchObject({
      errmsg: within('pipeline', 'pipeline'),
    });
    const join = { $lookup: { from: 'wards', as: 'x', pipeline: [{ $set: { x: wrong } }] } };
    expect(await aggregate(join)).toMatchObject({
      errmsg: `PlanExecutor error during aggregation :: caused by :: ${within('pipeline')}`,
    });
    expect(await aggregate({ $match: { _id: 9 } }, join)).toMatchObject({ ok: 1 });
  });

  it('tell what cannot be read before what has no value', async () => {
    expect(await find({ filter: { $expr: wrong, $nope: 1 } })).toMatchObject({ code: 2 });
    expect(await aggregate({ $set: { x: wrong } }, { $nope: 1 })).toMatchObject({ code: 40324 });
    expect(await aggregate({ $match: { $nope: 1 } })).toMatchObject({ code: 2 });
  });

  it('read a filter in front of a pipeline although the collection is not there', async () => {
    const pipeline = [{ $match: { $nope: 1 } }];
    expect(await told({ aggregate: 'none', pipeline, cursor: {} })).toMatchObject({ code: 2 });
  });

  it('fail an update only where a document comes to the constant', async () => {
    await given.database.collection<{ _id: number }>('towns').insertOne({ _id: 1 });
    const update = (q: Document, x: Document): Promise<Document> =>
      told({ update: 'towns', updates: [{ q, u: [{ $set: { x } }] }] });
    expect(await update({ _id: 9 }, wrong)).toMatchObject({ ok: 1, n: 0 });
    expect(await update({ _id: 1 }, { $cond: [false, wrong, 3] })).toMatchObject({ ok: 1, n: 1 });
    expect((await update({ _id: 1 }, wrong))['writeErrors']).toMatchObject([{ code: 2, errmsg: words }]);
    expect(
      await told({ findAndModify: 'towns', query: { _id: 1 }, update: [{ $set: { x: wrong } }] }),
    ).toMatchObject({ errmsg: `Plan executor error during findAndModify :: caused by :: ${words}` });
  });

  // find_cmd.cpp, distinct.cpp, getmore_cmd.cpp of MongoDB 5.0 name the command that met the document.
  it('name the command that met a document without a value', async () => {
    const filter = { $expr: { $gt: [{ $divide: ['$people', '$answers'] }, 1] } };
    const said = (what: string): Document => ({ code: 2, errmsg: `${what} :: caused by :: ${words}` });
    expect(await find({ filter })).toMatchObject(said('Executor error during find command'));
    expect(await told({ distinct: 'wards', key: 'people', query: filter })).toMatchObject(
      said('Executor error during distinct command'),
    );
    expect(await aggregate({ $match: filter }, { $count: 'n' })).toMatchObject(
      said('PlanExecutor error during aggregation'),
    );
    const { cursor } = await find({ filter, batchSize: 2 });
    expect(await told({ getMore: cursor.id, collection: 'wards' })).toMatchObject(
      said('Executor error during getMore'),
    );
  });
});
