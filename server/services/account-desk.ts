import { randomInt } from 'node:crypto';
import { accountName, nameFaults, type Account } from '../domain/account.js';
import type { Catalogue } from '../domain/catalogue.js';
import { isBoundToUnit, type Role } from '../domain/permissions.js';
import { Problem, type Fault } from '../problem.js';
import type { AccountStore } from '../store/accounts.js';
import type { SessionStore } from '../store/sessions.js';
import { hashPassword } from './password.js';

/** An account as the administrator's page shows it: no password, not even its hash. */
export type ListedAccount = Omit<Account, 'password'>;

export interface NewAccount {
  name: string;
  role: Role;
  /** Only for roles that are bound to a unit. */
  unitCode: string | null;
}

/** What an administrator does with the accounts of others. */
export interface AccountDesk {
  /** By name. */
  list(): Promise<ListedAccount[]>;
  /**
   * Makes an account with a password that must be changed at the first sign-in; it is told once, here.
   * @throws Problem account-invalid with every fault, account-exists.
   */
  create(account: NewAccount, by: string): Promise<{ name: string; password: string }>;
  /** The same for an account whose password was forgotten; its sessions end. @throws Problem account-not-found, own-account. */
  resetPassword(id: string, by: string): Promise<{ name: string; password: string }>;
  /** Ends its sessions and lets nobody sign in with it; what it did stays under its name. @throws Problem as above. */
  close(id: string, by: string): Promise<void>;
  /** @throws Problem account-not-found. */
  reopen(id: string): Promise<void>;
}

/** Letters and digits that are told apart when read aloud or copied from paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four signs: 79 bits. */
function temporaryPassword(): string {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

export function accountDesk(deps: {
  accounts: AccountStore;
  sessions: SessionStore;
  catalogue: Pick<Catalogue, 'units'>;
  now: () => Date;
}): AccountDesk {
  const { accounts, sessions, catalogue, now } = deps;

  async function other(id: string, by: string): Promise<Account> {
    const account = await accounts.find(id);
    if (!account) throw new Problem('account-not-found');
    if (id === by) throw new Problem('own-account');
    return account;
  }

  return {
    async list() {
      return (await accounts.list()).map(({ password: _, ...rest }) => rest);
    },
    async create({ name, role, unitCode }, by) {
      const faults = [...nameFaults(name), ...unitFaults(role, unitCode, catalogue)];
      if (faults.length > 0) throw new Problem('account-invalid', undefined, faults);
      const known = accountName(name);
      if (await accounts.findByName(known)) throw new Problem('account-exists');
      const password = temporaryPassword();
      const inserted = await accounts.insert({
        // The id makes the name unique, whoever else makes it at the same moment.
        id: `name ${known}`,
        ...{ name: known, role, unitCode: isBoundToUnit(role) ? unitCode : null },
        ...{ password: await hashPassword(password), isTemporary: true },
        ...{ createdAt: now(), createdBy: by, closedAt: null, closedBy: null },
      });
      if (!inserted) throw new Problem('account-exists');
      return { name: known, password };
    },
    async resetPassword(id, by) {
      const { name } = await other(id, by);
      const password = temporaryPassword();
      await accounts.change(id, { password: await hashPassword(password), isTemporary: true });
      await sessions.removeOf(id);
      return { name, password };
    },
    async close(id, by) {
      await other(id, by);
      await accounts.change(id, { closedAt: now(), closedBy: by });
      // Nobody closes the own account, so an administrator is left, unless two close each other at the same moment.
      const closer = await accounts.find(by);
      if (closer && closer.closedAt !== null) {
        await accounts.change(id, { closedAt: null, closedBy: null });
        throw new Problem('not-permitted');
      }
      await sessions.removeOf(id);
    },
    async reopen(id) {
      if (!(await accounts.change(id, { closedAt: null, closedBy: null })))
        throw new Problem('account-not-found');
    },
  };
}

function unitFaults(role: Role, unitCode: string | null, { units }: Pick<Catalogue, 'units'>): Fault[] {
  if (!isBoundToUnit(role) || (unitCode !== null && units.has(unitCode))) return [];
  return [{ pointer: '/unit', reason: 'this role needs the unit whose results it may see' }];
}
