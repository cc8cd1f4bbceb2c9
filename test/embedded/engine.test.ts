import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startEngine } from '../../server/embedded/engine.js';
import type { Engine } from '../../server/embedded/engine.js';

describe('the embedded engine', () => {
  let engine: Engine;
  let dataDir: string;
  let client: MongoClient;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
    engine = await startEngine({ dataDir });
    client = await MongoClient.connect(engine.uri);
  });

  afterAll(async () => {
    await client.close();
    await engine.stop();
  });

  it('writes its address for scripts, readable by its owner only', () => {
    const file = join(dataDir, 'engine.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ uri: engine.uri, pid: process.pid });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('refuses a directory that is in use', async () => {
    await expect(startEngine({ dataDir })).rejects.toThrow(/in use by process/);
  });

  it('answers a duplicate key as MongoDB does', async () => {
    const collection = client.db('shop').collection<{ _id: number }>('things');
    await collection.insertOne({ _id: 1 });
    await expect(collection.insertOne({ _id: 1 })).rejects.toMatchObject({
      code: 11000,
      message: 'E11000 duplicate key error collection: shop.things index: _id_ dup key: { _id: 1 }',
      keyPattern: { _id: 1 },
      keyValue: { _id: 1 },
    });
  });

  it('still has what it acknowledged after it was stopped and started, and leaves no address behind', async () => {
    const other = mkdtempSync(join(tmpdir(), 'engine-'));
    const first = await startEngine({ dataDir: other });
    const before = await MongoClient.connect(first.uri);
    const documents = Array.from({ length: 2500 }, (_, index) => ({
      _id: index as never,
      square: index * index,
    }));
    await before.db('d').collection('c').createIndex({ square: 1 }, { unique: true });
    await before.db('d').collection('c').insertMany(documents, { ordered: false });
    await before.close();
    await first.stop();
    expect(existsSync(join(other, 'engine.json'))).toBe(false);
    const second = await startEngine({ dataDir: other });
    const after = await MongoClient.connect(second.uri);
    const collection = after.db('d').collection('c');
    expect(await collection.countDocuments({})).toBe(2500);
    expect(await collection.findOne({ square: 49 * 49 })).toEqual({ _id: 49, square: 49 * 49 });
    await expect(collection.insertOne({ square: 4 })).rejects.toMatchObject({ code: 11000 });
    await after.close();
    await second.stop();
  });
});
