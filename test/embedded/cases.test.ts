import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BSON, MongoClient, MongoServerError } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { running } from './running.js';
import type { Running } from './running.js';

const { EJSON } = BSON;

interface Case {
  readonly arguments: Document[];
  readonly answer?: unknown;
  readonly error?: { code: number; message: string };
}

function read(name: string): { documents: Document[]; cases: Case[] } {
  const [first = '', ...lines] = readFileSync(new URL(`cases/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const parse = (line: string): unknown => EJSON.parse(line, { relaxed: false });
  return {
    documents: (parse(first) as { documents: Document[] }).documents,
    cases: lines.map((line) => parse(line) as Case),
  };
}

/** Extended JSON tells int32, long, double and decimal apart, and shows the order of fields. */
function shown(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

describe('answers that are known', () => {
  let engine: Running;
  let client: MongoClient;
  beforeAll(async () => {
    engine = await running();
    client = await MongoClient.connect(engine.uri, { promoteValues: false });
  });
  afterAll(async () => {
    await client.close();
    await engine.stop();
  });

  async function outcome(ask: () => Promise<unknown>): Promise<unknown> {
    try {
      return { answer: await ask() };
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error;
      return { error: { code: error.code, message: error.errmsg ?? error.message } };
    }
  }

  const expected = ({ answer, error }: Case): string => shown(error ? { error } : { answer });

  async function filled(
    name: string,
  ): Promise<{ collection: Collection; cases: Case[]; documents: Document[] }> {
    const { documents, cases } = read(name);
    const collection = client.db('testdb').collection('testcoll');
    await collection.drop();
    await collection.insertMany(documents);
    return { collection, cases, documents };
  }

  it('finds and projects what MongoDB finds', async () => {
    const { collection, cases } = await filled('find');
    for (const one of cases) {
      const [filter, typed] = one.arguments;
      // The driver wants plain numbers for skip and limit.
      const options = typed && (EJSON.parse(EJSON.stringify(typed)) as Document);
      expect([
        one.arguments,
        shown(await outcome(() => collection.find(filter!, options).toArray())),
      ]).toEqual([one.arguments, expected(one)]);
    }
  });

  it('aggregates what MongoDB aggregates', async () => {
    const { collection, cases } = await filled('aggregation');
    for (const one of cases)
      expect([
        one.arguments,
        shown(await outcome(() => collection.aggregate(one.arguments).toArray())),
      ]).toEqual([one.arguments, expected(one)]);
  });

  it('updates as MongoDB updates', async () => {
    for (const {
      arguments: [filter, update, options],
      ...one
    } of read('update').cases) {
      const { collection, documents } = await filled('update');
      const before = new Map(documents.map((document) => [shown(document['_id']), shown(document)]));
      const ask = async (): Promise<unknown> => {
        const { matchedCount, modifiedCount, upsertedId } = await collection.updateOne(
          filter!,
          update!,
          options,
        );
        const after = await collection.find().toArray();
        const changed = after.filter((document) => before.get(shown(document._id)) !== shown(document));
        return {
          matched: matchedCount,
          modified: modifiedCount,
          upserted: upsertedId ?? null,
          after: changed,
        };
      };
      expect([filter, update, shown(await outcome(ask))]).toEqual([filter, update, expected(one as Case)]);
    }
  });
});
