import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import type { Catalogue } from '../../server/domain/catalogue.js';
import { versionName, type Questionnaire } from '../../server/domain/questionnaire.js';
import { checkPublishedVersions } from '../../server/services/published-versions.js';
import { openConnection } from '../../server/store/connection.js';
import { publishedVersionStore, type PublishedVersionStore } from '../../server/store/published-versions.js';
import { openTestDatabase, type TestDatabase } from '../database.js';
import { formWith } from '../domain/answers-fixture.js';
import { versionsById } from './numbers/tiny-world.js';
import { catalogue } from './snapshots/frozen-quarter.js';

let engine: TestDatabase;
let connection: mongoose.Connection;
let versions: PublishedVersionStore;
beforeAll(async () => {
  engine = await openTestDatabase();
});
afterAll(() => engine.close());
beforeEach(async () => {
  connection = await openConnection(engine.uri, `test-${randomUUID()}`);
  versions = publishedVersionStore(connection);
});
afterEach(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const now = () => new Date('2026-10-01T20:00:00Z');
const withForms = (...forms: Questionnaire[]): Catalogue => ({
  ...catalogue,
  questionnaires: new Map(forms.map((form) => [versionName(form), form])),
});
const start = (data: Catalogue) => checkPublishedVersions({ catalogue: data, versions, now });

describe('checkPublishedVersions', () => {
  it('lets a start pass whose data are the same, and one with a new version', async () => {
    await start(withForms(formWith()));
    await start(withForms(formWith()));
    await start(withForms(formWith(), formWith({ version: 2, minimumAge: 16 })));
    expect((await versions.all()).map(({ id }) => id).sort()).toEqual([
      'method sipas-2640-top2@1',
      'questionnaire tiny@1',
      'questionnaire tiny@2',
    ]);
  });

  it('refuses a start with a changed questionnaire and says what to do', async () => {
    await start(withForms(formWith()));
    // 20:00 UTC on 1 October is 2 October in Vietnam.
    await expect(start(withForms(formWith({ minimumAge: 16 }), formWith({ version: 2 })))).rejects.toThrow(
      'questionnaire tiny@1, published on 2026-10-02: restore surveys/questionnaires/tiny/1.json and put the change into ' +
        'surveys/questionnaires/tiny/3.json',
    );
    expect((await versions.all()).map(({ id }) => id)).not.toContain('questionnaire tiny@2');
  });

  it('refuses a changed method and names all changes at once', async () => {
    await start(withForms(formWith()));
    const method = { ...catalogue.methods.get('sipas-2640-top2')![0], validFrom: '2027-01-01' };
    const changed = { ...withForms(formWith({ minimumAge: 16 })), methods: versionsById([method]) };
    await expect(start(changed)).rejects.toMatchObject({
      versions: [{ id: 'questionnaire tiny@1' }, { id: 'method sipas-2640-top2@1' }],
    });
  });

  it('does not mind how a file is laid out', async () => {
    await start(withForms(formWith()));
    const { id, ...rest } = formWith();
    await start(withForms({ ...rest, id }));
    expect(await versions.all()).toHaveLength(2);
  });

  it('refuses one of two starts at once with differing data', async () => {
    const results = await Promise.allSettled([
      start(withForms(formWith())),
      start(withForms(formWith({ minimumAge: 16 }))),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
