import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CatalogueError, loadCatalogue } from '../server/load-catalogue.js';
import { surveyMethod } from './services/numbers/tiny-world.js';
import { part, rating, text, tinyQuestionnaire } from './domain/tiny-questionnaire.js';

const unit = {
  code: 'u1',
  name: text('U1'),
  type: 'xa',
  parent: null,
  validFrom: null,
  validTo: null,
  successors: [],
};
const procedure = { code: '1.000001', name: text('P1'), domain: 'general', source: 'seen' };
const tiny = tinyQuestionnaire([part([rating('a1')])]);

describe('loadCatalogue', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'catalogue-')), 'surveys');
    await cp(join(import.meta.dirname, '../surveys/schema'), join(folder, 'schema'), { recursive: true });
    await write('units/all.json', [unit]);
    await write('procedures/all.json', [procedure]);
    await write('questionnaires/tiny/1.json', tiny);
  });
  afterEach(() => rm(dirname(folder), { recursive: true }));

  async function write(path: string, content: unknown): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  async function faults(): Promise<string[]> {
    const error: unknown = await loadCatalogue(folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CatalogueError);
    return (error as CatalogueError).faults;
  }

  it('knows versions by id@version, units and procedures by code', async () => {
    await write('questionnaires/tiny/2.json', { ...tiny, version: 2 });
    const catalogue = await loadCatalogue(folder);
    expect([...catalogue.questionnaires.keys()]).toEqual(['tiny@1', 'tiny@2']);
    expect([...catalogue.units.keys()]).toEqual(['u1']);
    expect(catalogue.procedures.get('1.000001')).toEqual(procedure);
  });

  it('is immutable to the last text', async () => {
    const { questionnaires } = await loadCatalogue(folder);
    const item = questionnaires.get('tiny@1')?.parts[0]?.items[0];
    expect(() => Object.assign(item?.text ?? {}, { vi: 'changed' })).toThrow(TypeError);
    expect(() => questionnaires.get('tiny@1')?.parts.pop()).toThrow(TypeError);
  });

  it('drops the $schema that editors want', async () => {
    await write('questionnaires/tiny/1.json', { $schema: '../../schema/questionnaire.schema.json', ...tiny });
    expect((await loadCatalogue(folder)).questionnaires.get('tiny@1')).toEqual(tiny);
  });

  it('reads a file with a byte order mark', async () => {
    await write('units/all.json', `\ufeff${JSON.stringify([unit])}`);
    expect((await loadCatalogue(folder)).units.size).toBe(1);
  });

  it('tells line and column of what is no JSON', async () => {
    await write('units/all.json', '[\n  { "code": "u1",, }\n]');
    expect(await faults()).toEqual([
      'surveys/units/all.json:2:18: a name in double quotes is expected, not ,',
    ]);
  });

  it('names file, pointer and reason of what does not fit the schema', async () => {
    const [first] = tiny.parts;
    const item = { ...rating('a1'), src: 'X', mandatory: true, scale: undefined };
    await write('questionnaires/tiny/1.json', { ...tiny, parts: [{ ...first, items: [item] }] });
    const at = 'surveys/questionnaires/tiny/1.json#/parts/0/items/0';
    expect((await faults()).sort()).toEqual([
      `${at}/src: must be one of V, P, R`,
      `${at}: must have required property 'scale'`,
      `${at}: the name "mandatory" is not known here`,
    ]);
  });

  it('refuses an option list on a rating', async () => {
    const [first] = tiny.parts;
    const item = { ...rating('a1'), options: [{ value: 'x', text: text('x') }] };
    await write('questionnaires/tiny/1.json', { ...tiny, parts: [{ ...first, items: [item] }] });
    expect(await faults()).toEqual([
      'surveys/questionnaires/tiny/1.json#/parts/0/items/0: the name "options" is not known here',
    ]);
  });

  it('names what the schema cannot say, by the same pointers', async () => {
    await write('questionnaires/tiny/1.json', tinyQuestionnaire([part([rating('a1', 'seven')])]));
    expect(await faults()).toEqual([
      'surveys/questionnaires/tiny/1.json#/parts/0/items/0/scale: no scale "seven"',
    ]);
  });

  it('wants a version in the file of its name', async () => {
    await write('questionnaires/tiny/2.json', tiny);
    expect(await faults()).toEqual(['surveys/questionnaires/tiny/2.json#/id: tiny@1 belongs in tiny/1.json']);
  });

  it('wants the units of a form to exist', async () => {
    await write('questionnaires/tiny/1.json', { ...tiny, units: ['u1', 'phuong', 'u9'] });
    expect(await faults()).toEqual([
      'surveys/questionnaires/tiny/1.json#/units/2: "u9" is neither a unit nor a type of unit',
    ]);
  });

  it('wants each code once, over all files', async () => {
    await write('units/more.json', [{ ...unit, parent: 'u8' }]);
    await write('procedures/more.json', [procedure]);
    expect((await faults()).sort()).toEqual([
      'surveys/procedures/more.json#/0/code: the procedure "1.000001" stands in surveys/procedures/all.json already',
      'surveys/units/more.json#/0/code: the unit "u1" stands in surveys/units/all.json already',
      'surveys/units/more.json#/0/parent: no unit "u8"',
    ]);
  });

  describe('with methods', () => {
    const top2 = (version: number, validFrom: string | null, validTo: string | null = null) => {
      const { id, questionnaires, ...rest } = surveyMethod('top2', ['tiny'], { version, validFrom, validTo });
      // The schema wants words where the builder has none.
      return JSON.parse(JSON.stringify({ id, questionnaires, ...rest }).replaceAll('""', '"x"'));
    };
    const [one, two] = ['surveys/methods/top2.json', 'surveys/methods/top2@2.json'];

    it('knows all versions, oldest first, whatever their files are called', async () => {
      await write('methods/a.json', top2(3, '2027-01-01'));
      await write('methods/b.json', top2(1, null, '2025-12-31'));
      await write('methods/c.json', top2(2, '2026-07-01'));
      const { methods } = await loadCatalogue(folder);
      expect(methods.get('top2')?.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(() => Object.assign(methods.get('top2')![0].rounding, { decimals: 1 })).toThrow(TypeError);
    });

    it.each([
      [
        'begins before the one before it has ended',
        [top2(1, null, '2026-10-01'), top2(2, '2026-07-01')],
        `${two}#/validFrom: 2026-07-01 is before 2026-10-01, until when top2@1 (${one}) holds`,
      ],
      [
        'begins no later than the one before it',
        [top2(1, '2026-07-01'), top2(2, '2026-07-01')],
        `${two}#/validFrom: 2026-07-01 is not after 2026-07-01, when top2@1 (${one}) begins`,
      ],
      [
        'does not say when it begins',
        [top2(1, '2026-07-01'), top2(2, null)],
        `${two}#/validFrom: a version after top2@1 (${one}) must say when it begins`,
      ],
      [
        'ends before it begins',
        [top2(1, null, '2026-07-01'), top2(2, '2026-07-01', '2026-06-30')],
        `${two}#/validTo: 2026-06-30 is not after 2026-07-01, when it begins`,
      ],
      ['stands twice', [top2(1, null), top2(1, null)], `${two}#/version: top2@1 stands in ${one} already`],
      [
        'is for a form that does not exist',
        [top2(1, null), { ...top2(2, '2026-07-01'), questionnaires: ['tiny', 'other'] }],
        `${two}#/questionnaires/1: no questionnaire "other"`,
      ],
    ])('refuses a version that %s', async (_what, [first, second], fault) => {
      await write('methods/top2.json', first);
      await write('methods/top2@2.json', second);
      expect(await faults()).toEqual([fault]);
    });

    it('refuses a score as the next version of a survey', async () => {
      await write('methods/top2.json', top2(1, null));
      const score = JSON.parse(
        await readFile(join(import.meta.dirname, '../surveys/methods/service-766.json'), 'utf8'),
      );
      await write('methods/top2@2.json', {
        ...score,
        id: 'top2',
        version: 2,
        validFrom: '2026-07-01',
        validTo: null,
      });
      expect(await faults()).toEqual([`${two}#/kind: top2@1 (${one}) is of the kind "survey"`]);
    });
  });

  it('reports all faults of all files at once, in its message too', async () => {
    await write('units/all.json', '[');
    await write('procedures/all.json', [{ ...procedure, code: 'x' }]);
    await write('questionnaires/tiny/1.json', { ...tiny, minimumAge: 'x' });
    const error = await loadCatalogue(folder).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      /3 fault\(s\):\nsurveys\/questionnaires.*\nsurveys\/units.*\nsurveys\/procedures/,
    );
  });

  it('says which schema is missing', async () => {
    await rm(join(folder, 'schema/units.schema.json'));
    expect(await faults()).toContain('surveys/schema/units.schema.json: cannot be read');
  });
});
