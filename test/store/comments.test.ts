import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commentStore } from '../../server/store/comments.js';
import { ensureIndexes } from '../../server/store/connection.js';
import { responsePlaces } from '../../server/store/response-places.js';
import { responseStore } from '../../server/store/responses.js';
import { openTestDatabase, type TestDatabase } from '../database.js';
import { response } from '../domain/answers-fixture.js';

let database: TestDatabase;
const day = (n: number) => new Date(Date.UTC(2026, 6, n, 3));

beforeAll(async () => {
  database = await openTestDatabase();
  const responses = responseStore(database.connection);
  await ensureIndexes(database.connection);
  await responses.insertMany([
    response({ id: 'old', receivedAt: day(1), answers: { a1: 1, comment: 'cũ' } }),
    response({ id: 'new', receivedAt: day(3), answers: { a1: 2, comment: 'mới' }, flags: ['too-fast'] }),
    response({ id: 'none', receivedAt: day(4), answers: { a1: 3 } }),
    response({ id: 'else', receivedAt: day(5), unitCode: '00008', answers: { comment: 'nơi khác' } }),
  ]);
});
afterAll(() => database.close());

describe('commentStore', () => {
  const newest = (filter: object, limit = 10) =>
    commentStore(database.connection).newest({ items: ['comment'], ...filter }, limit);

  it('gives the newest texts of a unit and a time, with what decides whether they are quoted', async () => {
    const span = { receivedFrom: day(1), receivedTo: day(5) };
    expect(await newest({ unitCodes: ['00004'], ...span })).toEqual([
      {
        responseId: 'new',
        text: 'mới',
        randomSample: false,
        questionnaire: { id: 'tiny', version: 1 },
        flags: ['too-fast'],
      },
      expect.objectContaining({ responseId: 'old', text: 'cũ' }),
    ]);
    expect((await newest({ receivedFrom: day(1), receivedTo: day(6) }, 1)).map(({ text }) => text)).toEqual([
      'nơi khác',
    ]);
  });

  it('gives nothing where a form has no item for texts', async () => {
    expect(await newest({ items: [] })).toEqual([]);
  });
});

describe('responsePlaces', () => {
  it('tells where responses count and nothing of what they say', async () => {
    const found: object[] = [];
    for await (const place of responsePlaces(database.connection).stream(day(3), day(5))) found.push(place);
    const where = { unitCode: '00004', questionnaire: { id: 'tiny', version: 1 } };
    expect(found).toEqual(
      expect.arrayContaining([
        { ...where, receivedAt: day(3) },
        { ...where, receivedAt: day(4) },
      ]),
    );
    expect(found).toHaveLength(2);
  });
});
