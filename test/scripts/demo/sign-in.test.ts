import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoSignIn } from '../../../scripts/demo/sign-in.js';
import { accountFaults } from '../../../server/domain/account.js';
import type { Accounts } from '../../../server/services/accounts.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-sign-in-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function accountsWith(made: string[][]): Accounts {
  return {
    needsFirst: async () => made.length === 0,
    createFirst: async (...account: string[]) => void made.push(account),
  } as unknown as Accounts;
}

describe("the demo's sign-in", () => {
  it('is drawn once, acceptable as an account, and readable by nobody else', async () => {
    const made: string[][] = [];
    const first = (await demoSignIn(folder, accountsWith(made)))!;
    expect(made).toEqual([['demo', first.password]]);
    expect(accountFaults(first.name, first.password)).toEqual([]);
    expect((await stat(join(folder, 'demo.json'))).mode & 0o777).toBe(0o600);
    expect(await demoSignIn(folder, accountsWith(made))).toEqual(first);
    expect(made).toHaveLength(1);
  });

  it('uses the kept password when the account could not be made before an interruption', async () => {
    const first = await demoSignIn(folder, accountsWith([]));
    const made: string[][] = [];
    await demoSignIn(folder, accountsWith(made));
    expect(made).toEqual([['demo', first!.password]]);
    expect(JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8'))).toEqual(first);
  });

  it('is unknown where somebody else has made the first account', async () => {
    expect(await demoSignIn(folder, accountsWith([['chief', 'secret']]))).toBeNull();
  });
});
