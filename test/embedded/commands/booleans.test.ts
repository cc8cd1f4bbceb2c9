import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { withDatabase } from '../running.js';

// Types: write_ops.idl, find_command.idl and find_and_modify.idl of MongoDB 5.0.
describe('fields that are true or false', () => {
  const given = withDatabase();

  const strict = (field: string, type: string): string =>
    `BSON field '${field}' is the wrong type '${type}', expected type 'bool'`;
  const either = (field: string): string =>
    `BSON field '${field}' is the wrong type 'string', expected types '[bool, long, int, decimal, double']`;
  const statement = { q: {}, u: { $set: { a: 1 } } };

  it.each<[Document, string]>([
    [{ insert: 'c', documents: [{}], ordered: 1 }, strict('insert.ordered', 'int')],
    [{ update: 'c', updates: [statement], ordered: 'x' }, strict('update.ordered', 'string')],
    [{ delete: 'c', deletes: [{ q: {}, limit: 1 }], ordered: 1 }, strict('delete.ordered', 'int')],
    [{ update: 'c', updates: [{ ...statement, multi: 1 }] }, strict('update.updates.multi', 'int')],
    [{ update: 'c', updates: [{ ...statement, upsert: 0 }] }, strict('update.updates.upsert', 'int')],
    [{ find: 'c', singleBatch: 1 }, "Field 'singleBatch' should be a boolean value, but found: int"],
    [{ find: 'c', allowDiskUse: null }, "Field 'allowDiskUse' should be a boolean value, but found: null"],
    [{ findAndModify: 'c', remove: 'x' }, either('findAndModify.remove')],
    [
      { insert: 'c', documents: [{}], bypassDocumentValidation: 'x' },
      either('insert.bypassDocumentValidation'),
    ],
  ])('are held to their type: %j', async (command, errmsg) => {
    await expect(given.database.command(command)).rejects.toMatchObject({ code: 14, errmsg });
  });

  it.each<[Document]>([
    [{ insert: 'c', documents: [{}], ordered: null, bypassDocumentValidation: 1 }],
    [{ update: 'c', updates: [{ ...statement, multi: null, upsert: true }] }],
    [{ findAndModify: 'c', remove: 1 }],
    [{ find: 'c', singleBatch: true, noCursorTimeout: false }],
  ])('may be what MongoDB takes for them: %j', async (command) => {
    expect(await given.database.command(command)).toMatchObject({ ok: 1 });
  });
});
