import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultInFile } from '../../../scripts/import/fault-in-file.js';
import { populationColumns, readPopulation } from '../../../scripts/import/read-population.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-population-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, 'population.csv');
  await writeFile(path, text);
  return path;
}
const head = 'period,unit,margin,category,population';

describe('readPopulation', () => {
  it('takes the columns in any order, and people that are no whole number', async () => {
    const path = await file(
      'unit,population,margin,period,category\n01,1250,dm1,2026-Q3,male\n01,949.5,dm1,2026-Q3,female\n',
    );
    const row = { period: '2026-Q3', unitCode: '01', margin: 'dm1' };
    expect(readPopulation(path)).toEqual([
      { ...row, category: 'male', people: 1250 },
      { ...row, category: 'female', people: 949.5 },
    ]);
  });

  // 1.250 is 1250 to a Vietnamese reader and 1.25 to a program.
  it.each(['1.250', '39.765.000', '1,5', '-3', '1e3', '0x1F', 'many', ''])(
    'takes `%s` for no number',
    async (cell) => {
      const [row] = readPopulation(await file(`${head}\n2026-Q3,01,dm1,male,"${cell}"\n`));
      expect(row!.people).toBeNaN();
    },
  );

  it('refuses a file without its columns, by name', async () => {
    const path = await file('period,unit,category\n2026-Q3,01,male\n');
    expect(() => readPopulation(path)).toThrow('no column margin, population');
  });

  it('names a fault by row and column of the file', () => {
    expect(faultInFile({ pointer: '/0/people', reason: 'is no number' }, populationColumns)).toBe(
      'row 1, column population: is no number',
    );
  });
});
