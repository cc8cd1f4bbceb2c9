import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Accounts } from '../../server/services/accounts.js';

/** The demo's administrator, kept where only the owner of the folder can read it. */
export interface SignIn {
  name: string;
  password: string;
}

const fileIn = (folder: string): string => join(folder, 'demo.json');

async function kept(folder: string): Promise<SignIn | null> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as SignIn);
}

/**
 * The demo's sign-in. The first run draws a password and makes the account; the file is written before the account, so
 * that an account whose password nobody knows cannot come about. Null: the account was made by somebody else.
 */
export async function demoSignIn(folder: string, accounts: Accounts): Promise<SignIn | null> {
  const known = await kept(folder);
  if (!(await accounts.needsFirst())) return known;
  const signIn = known ?? { name: 'demo', password: randomBytes(12).toString('base64url') };
  if (!known) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${fileIn(folder)}.new`, `${JSON.stringify(signIn, null, 2)}\n`, { mode: 0o600 });
    await rename(`${fileIn(folder)}.new`, fileIn(folder));
  }
  await accounts.createFirst(signIn.name, signIn.password);
  return signIn;
}
