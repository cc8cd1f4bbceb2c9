import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultInFile } from '../../../scripts/import/fault-in-file.js';
import { readTransactions, transactionColumns } from '../../../scripts/import/read-transactions.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-dossiers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, 'dossiers.csv');
  await writeFile(path, text);
  return path;
}

describe('readTransactions', () => {
  it('takes the columns in any order, whatever stands beside them', async () => {
    const path = await file(
      '\uFEFFmonth,note,unit,transactions\r\n2026-07,x,00004, 12 \r\n\r\n2026-08,,00004,0\r\n',
    );
    expect(readTransactions(path)).toEqual([
      { unitCode: '00004', month: '2026-07', count: 12 },
      { unitCode: '00004', month: '2026-08', count: 0 },
    ]);
  });

  it.each(['1.5', '-3', '1e3', 'many', ''])('takes `%s` for no number', async (cell) => {
    const [row] = readTransactions(await file(`unit,month,transactions\n00004,2026-07,${cell}\n`));
    expect(row!.count).toBeNaN();
  });

  it.each([
    ['an empty file', '', 'is empty'],
    ['missing columns', 'unit,count\n1,2\n', 'no column month, transactions'],
    ['a row of another length', 'unit,month,transactions\n1,2\n', 'Invalid Record Length'],
  ])('refuses %s', async (_, text, message) => {
    const path = await file(text);
    expect(() => readTransactions(path)).toThrow(message);
  });

  it('names a fault by row and column of the file', () => {
    expect(faultInFile({ pointer: '/3/count', reason: 'is no number' }, transactionColumns)).toBe(
      'row 4, column transactions: is no number',
    );
  });
});
