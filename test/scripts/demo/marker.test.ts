import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimDatabase, completeDatabase, ForeignDatabaseError } from '../../../scripts/demo/marker.js';
import { openTestDatabase, type TestDatabase } from '../../database.js';

const wanted = { seed: 1, edition: 1, count: 10, today: new Date('2026-11-24T05:00:00Z') };
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

describe("the demo's marker", () => {
  it('claims an empty database, and is found again with what the first run was asked for', async () => {
    const { connection } = database;
    expect(await claimDatabase(connection, wanted)).toMatchObject({ ...wanted, completedAt: null });
    const later = { ...wanted, count: 99, today: new Date('2027-05-05T05:00:00Z') };
    expect(await claimDatabase(connection, later)).toMatchObject({ ...wanted, completedAt: null });
  });

  it('tells a completed database from an interrupted one', async () => {
    const { connection } = database;
    await claimDatabase(connection, wanted);
    const at = new Date('2026-11-24T05:01:00Z');
    await completeDatabase(connection, at);
    expect(await claimDatabase(connection, wanted)).toMatchObject({ completedAt: at });
  });

  it('refuses a database that holds something else, and leaves it as it is', async () => {
    const { connection } = database;
    await connection.collection('responses').insertOne({ answer: 42 });
    await expect(claimDatabase(connection, wanted)).rejects.toThrow(ForeignDatabaseError);
    await expect(claimDatabase(connection, wanted)).rejects.toThrow('responses');
    expect(await connection.collection('demo').countDocuments({})).toBe(0);
  });

  it('does not mind collections without documents', async () => {
    const { connection } = database;
    await connection.collection('responses').insertOne({ answer: 42 });
    await connection.collection('responses').deleteMany({});
    expect(await claimDatabase(connection, wanted)).toMatchObject(wanted);
  });

  it('refuses data that another edition of the demo has made', async () => {
    const { connection } = database;
    await claimDatabase(connection, wanted);
    await expect(claimDatabase(connection, { ...wanted, edition: 2 })).rejects.toThrow('another version');
  });
});
