import { accountName } from '../../server/domain/account.js';
import { Problem } from '../../server/problem.js';
import type { AccountDesk } from '../../server/services/account-desk.js';

/** Who reset it, where nobody is signed in. */
const AUTHOR = 'scripts/password.ts';

/**
 * Gives the account of this name a temporary password, ends its sessions and opens it when it was closed.
 * @throws Problem account-not-found.
 */
export async function resetByName(
  desk: AccountDesk,
  typed: string,
): Promise<{ name: string; password: string }> {
  const account = (await desk.list()).find(({ name }) => name === accountName(typed));
  if (!account) throw new Problem('account-not-found', `there is no account ${typed}`);
  const told = await desk.resetPassword(account.id, AUTHOR);
  if (account.closedAt !== null) await desk.reopen(account.id);
  return told;
}
