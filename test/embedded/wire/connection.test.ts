import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import type { Document } from 'mongodb';
import { crc32c } from '../../../server/embedded/wire/checksum.js';
import { running } from '../running.js';
import type { Running } from '../running.js';
import { RawClient, message, opMsg, replyOf } from './raw-client.js';

const ping = { ping: 1, $db: 'admin' };

describe('a connection', () => {
  let engine: Running;
  let port: number;
  beforeAll(async () => {
    engine = await running();
    port = Number(new URL(engine.uri).port);
  });
  afterAll(() => engine.stop());

  it('answers messages sent in one go in their order', async () => {
    const client = await RawClient.open(port);
    client.write(Buffer.concat([1, 2, 3].map((requestId) => opMsg(ping, { requestId }))));
    const answers = [await client.next(), await client.next(), await client.next()];
    expect(answers.map((answer) => answer!.readInt32LE(8))).toEqual([1, 2, 3]);
    client.close();
  });

  it('still answers what came before a message that is none', async () => {
    const client = await RawClient.open(port);
    client.write(Buffer.concat([opMsg(ping, { requestId: 7 }), message(9999, Buffer.alloc(8))]));
    expect((await client.next())!.readInt32LE(8)).toBe(7);
    expect(await client.next()).toBeNull();
  });

  /** An OP_QUERY for one document, and the document of its OP_REPLY. */
  async function legacy(namespace: string, query: Buffer): Promise<BSON.Document> {
    const client = await RawClient.open(port);
    const head = Buffer.concat([Buffer.alloc(4), Buffer.from(`${namespace}\0`), Buffer.alloc(4)]);
    client.write(message(2004, Buffer.concat([head, Buffer.from([255, 255, 255, 255]), query])));
    const answer = (await client.next())!;
    client.close();
    expect(answer.readInt32LE(12)).toBe(1);
    return BSON.deserialize(answer.subarray(36));
  }
  const bson = (document: BSON.Document): Buffer => Buffer.from(BSON.serialize(document));

  it('answers the legacy hello that drivers begin with', async () => {
    expect(await legacy('admin.$cmd', bson({ ismaster: 1, helloOk: true }))).toMatchObject({
      ok: 1,
      ismaster: true,
      helloOk: true,
    });
  });

  it('answers any command of a driver from before OP_MSG', async () => {
    expect(await legacy('admin.$cmd', bson({ buildinfo: 1 }))).toMatchObject({ ok: 1, version: '5.0.0' });
    const documents = [{ _id: 1, a: 'old' }];
    expect(await legacy('wire.$cmd', bson({ insert: 'legacy', documents }))).toMatchObject({ ok: 1, n: 1 });
    const count = { $query: { count: 'legacy' }, $readPreference: { mode: 'nearest' } };
    expect(await legacy('wire.$cmd', bson(count))).toMatchObject({ ok: 1, n: 1 });
    expect(await legacy('wire.$cmd', bson({ unheardOf: 1 }))).toMatchObject({ ok: 0, code: 59 });
  });

  it('refuses a legacy query for documents with 352, and one that is not BSON with 22', async () => {
    expect(await legacy('wire.legacy', bson({}))).toMatchObject({ ok: 0, code: 352 });
    const broken = bson({ ping: 1, text: 'abc' });
    broken[broken.indexOf('abc')] = 0xff;
    expect(await legacy('wire.$cmd', broken)).toMatchObject({ ok: 0, code: 22 });
  });

  it('sends the batches of a cursor one after the other where the client allows it, each answering the last', async () => {
    const client = await RawClient.open(port);
    const documents = Array.from({ length: 4 }, (_, _id) => ({ _id }));
    client.write(opMsg({ insert: 'exhausted', documents, $db: 'wire' }));
    client.write(opMsg({ find: 'exhausted', batchSize: 1, $db: 'wire' }));
    await client.next();
    const { id } = replyOf((await client.next())!)['cursor'] as { id: BSON.Long };
    const exhaustAllowed = 1 << 16;
    const getMore = { getMore: BSON.Long.fromValue(id), collection: 'exhausted', batchSize: 2, $db: 'wire' };
    client.write(opMsg(getMore, { flags: exhaustAllowed, requestId: 77 }));
    const [first, second] = [(await client.next())!, (await client.next())!];
    const moreToCome = 2;
    expect([first.readUInt32LE(16), second.readUInt32LE(16)]).toEqual([moreToCome, 0]);
    expect([first.readInt32LE(8), second.readInt32LE(8)]).toEqual([77, first.readInt32LE(4)]);
    expect(replyOf(first)['cursor']).toMatchObject({ nextBatch: [{ _id: 1 }, { _id: 2 }] });
    expect(replyOf(second)['cursor']).toMatchObject({ nextBatch: [{ _id: 3 }] });
    // Nothing came after the last batch but what was asked for.
    client.write(opMsg(ping, { requestId: 78, flags: exhaustAllowed }));
    expect((await client.next())!.readInt32LE(8)).toBe(78);
    client.close();
  });

  it('answers others while it sends many small batches unasked', async () => {
    const [client, other] = [await RawClient.open(port), await RawClient.open(port)];
    const documents = Array.from({ length: 10_000 }, (_, n) => ({ _id: n }));
    client.write(opMsg({ insert: 'many', $db: 'wire' }, { sequences: { documents } }));
    client.write(opMsg({ find: 'many', batchSize: 1, $db: 'wire' }));
    await client.next();
    const { id } = replyOf((await client.next())!)['cursor'] as { id: BSON.Long };
    const getMore = { getMore: BSON.Long.fromValue(id), collection: 'many', batchSize: 1, $db: 'wire' };
    client.write(opMsg(getMore, { flags: 1 << 16 }));
    await client.next();
    other.write(opMsg(ping));
    await other.next();
    expect(engine.parts.cursors.has(BSON.Long.fromValue(id).toBigInt())).toBe(true);
    client.close();
    other.close();
  });

  it('is not waited for at the end where its client reads no answer', async () => {
    const ending = await running();
    const documents = Array.from({ length: 12 }, () => ({ text: 'x'.repeat(1_000_000) }));
    await ending.client.db('wire').collection('large').insertMany(documents);
    const unread = connect(Number(new URL(ending.uri).port), '127.0.0.1').on('error', () => undefined);
    // Read until the answer has begun, and no further.
    const begun = new Promise((resolve) => unread.once('readable', resolve));
    unread.write(opMsg({ find: 'large', batchSize: 12, $db: 'wire' }));
    await begun;
    await ending.stop();
    expect(ending.parts.connections().current).toBe(0);
    unread.destroy();
  });

  it('takes document sequences beside the command', async () => {
    const client = await RawClient.open(port);
    client.write(opMsg({ insert: 'c', $db: 'wire' }, { sequences: { documents: [{ _id: 1 }, { _id: 2 }] } }));
    expect(replyOf((await client.next())!)).toMatchObject({ n: 2, ok: 1 });
    client.close();
  });

  it('refuses an insert as a whole where one of its documents is not BSON', async () => {
    const client = await RawClient.open(port);
    for (const documents of [[{ _id: 1 }, { text: 'abc' }], [{ text: 'abc' }]]) {
      const bytes = opMsg({ insert: 'broken', documents, $db: 'wire' });
      // 0xff is no byte of UTF-8.
      bytes[bytes.indexOf('abc')] = 0xff;
      client.write(bytes);
      expect(replyOf((await client.next())!)).toMatchObject({ ok: 0, code: 22, codeName: 'InvalidBSON' });
    }
    client.write(opMsg({ count: 'broken', $db: 'wire' }));
    expect(replyOf((await client.next())!)).toMatchObject({ n: 0, ok: 1 });
    client.close();
  });

  it.each<[string, unknown, number]>([
    ['is not an array', { _id: 1 }, 14],
    ['holds something else than documents', [{ _id: 1 }, 2], 14],
    ['is empty', [], 16],
  ])('says so where the list of documents %s', async (_what, documents, code) => {
    const client = await RawClient.open(port);
    client.write(opMsg({ insert: 'broken', documents, $db: 'wire' }));
    expect(replyOf((await client.next())!)).toMatchObject({ ok: 0, code });
    client.close();
  });

  it('checks a checksum and answers with one', async () => {
    const client = await RawClient.open(port);
    const summed = (bytes: Buffer): Buffer => {
      const longer = Buffer.concat([bytes, Buffer.alloc(4)]);
      longer.writeInt32LE(longer.length, 0);
      longer.writeUInt32LE(crc32c(longer.subarray(0, -4)), longer.length - 4);
      return longer;
    };
    client.write(summed(opMsg(ping, { flags: 1 })));
    const answer = (await client.next())!;
    expect(answer.readUInt32LE(16) & 1).toBe(1);
    expect(answer.readUInt32LE(answer.length - 4)).toBe(crc32c(answer.subarray(0, -4)));
    const wrong = summed(opMsg(ping, { flags: 1 }));
    wrong[wrong.length - 1]! ^= 1;
    client.write(wrong);
    expect(await client.next()).toBeNull();
  });

  it('computes CRC-32C as its definition does', () => {
    // Check value of CRC-32C for "123456789": RFC 3720, B.4 and the catalogue of parametrised CRC algorithms.
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });

  it('does what is sent with moreToCome and says nothing', async () => {
    const client = await RawClient.open(port);
    client.write(
      opMsg({ insert: 'quiet', documents: [{ _id: 1 }], $db: 'wire', writeConcern: { w: 0 } }, { flags: 2 }),
    );
    client.write(opMsg({ count: 'quiet', $db: 'wire' }, { requestId: 9 }));
    const answer = (await client.next())!;
    expect([answer.readInt32LE(8), replyOf(answer)['n']]).toEqual([9, 1]);
    client.close();
  });

  it('keeps a document of 16 MiB and refuses a larger one', async () => {
    const collection = engine.database().collection('large');
    const room = 16 * 1024 * 1024 - BSON.calculateObjectSize({ _id: 1, text: '' });
    await collection.insertOne({ _id: 1 as never, text: 'x'.repeat(room) });
    expect((await collection.findOne())!['text']).toHaveLength(room);
    await expect(collection.updateOne({}, { $set: { more: 1 } })).rejects.toMatchObject({ code: 17419 });
    const larger = collection.insertOne({ _id: 2 as never, text: 'x'.repeat(room + 1) });
    await expect(larger).rejects.toMatchObject({
      code: 2,
      errmsg: 'object to insert too large. size in bytes: 16777217, max size: 16777216',
    });
  });

  // BSONDepth::getMaxDepthForUserStorage; insert_op_helper and storage_validation.cpp say it in other words.
  it('keeps 180 levels of nesting and refuses another', async () => {
    const nested = (levels: number): Document => (levels === 0 ? {} : { a: nested(levels - 1) });
    const collection = engine.database().collection('deep');
    await collection.insertOne({ _id: 1 as never, a: nested(179) });
    await expect(collection.insertOne({ _id: 2 as never, a: nested(180) })).rejects.toMatchObject({
      code: 15,
      errmsg: 'cannot insert document because it exceeds 180 levels of nesting',
    });
    const update = { $set: { b: nested(180) } };
    for (const [filter, upsert] of [
      [{ _id: 1 as never }, false],
      [{ _id: 3 as never }, true],
    ] as const)
      await expect(collection.updateOne(filter, update, { upsert })).rejects.toMatchObject({
        code: 15,
        errmsg: 'Document exceeds maximum nesting depth of 180',
      });
  });

  it('outlives any bytes: a message that is no message ends its own connection and no other', async () => {
    const seeds = [
      opMsg(ping),
      opMsg({ find: 'c', filter: { a: { $in: [1, 'x'] } }, $db: 'wire' }),
      opMsg({ insert: 'f', documents: [{ a: 1 }, { b: ['x'] }], $db: 'wire' }),
      opMsg({ insert: 'f', $db: 'wire' }, { sequences: { documents: [{ a: [1, { b: null }] }] } }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        async (seed, changes, cut) => {
          const bytes = Buffer.from(seed);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          // Half of the messages keep a true length, so that what is inside is reached.
          if (cut % 2 === 0) bytes.writeInt32LE(bytes.length, 0);
          const client = await RawClient.open(port);
          client.write(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes);
          client.write(Buffer.alloc(64));
          client.close();
          expect((await engine.client.db('admin').command({ ping: 1 }))['ok']).toBe(1);
        },
      ),
      { numRuns: Number(process.env['ENGINE_FUZZ_RUNS'] ?? 200) },
    );
  });
});
