import { createHash, randomBytes } from 'node:crypto';
import { accountFaults, accountName, type Account } from '../domain/account.js';
import type { Role } from '../domain/permissions.js';
import { Problem } from '../problem.js';
import type { AccountStore } from '../store/accounts.js';
import type { SessionStore } from '../store/sessions.js';
import { hashPassword, passwordMatches, unknownAccountHash } from './password.js';

/** A session ends this long after its sign-in, whatever happens in between. */
export const SESSION_HOURS = 12;
/** The first administrator: the fixed id makes "the first account" a promise that the database keeps. */
const FIRST_ACCOUNT_ID = 'administrator';

/** Who is signed in, as pages and routes may know it. */
export interface SignedIn {
  id: string;
  name: string;
  role: Role;
  /** The unit it sees with those below; null: all. */
  unitCode: string | null;
  /** Must choose a password of its own before anything else. */
  isTemporary: boolean;
}

export interface Accounts {
  /** Whether the first visit must still make the first account. */
  needsFirst(): Promise<boolean>;
  /** Makes the administrator once. @throws Problem account-invalid, account-exists. */
  createFirst(name: string, password: string): Promise<void>;
  /** Opens a session and returns the secret that its cookie carries. @throws Problem wrong-credentials. */
  signIn(name: string, password: string): Promise<{ token: string; expiresAt: Date }>;
  signOut(token: string): Promise<void>;
  /**
   * Replaces the own password and ends the account's other sessions.
   * @throws Problem wrong-credentials, account-invalid.
   */
  changePassword(token: string, current: string, next: string): Promise<void>;
  /** Whose session this secret opens; null when none, ended or unknown. */
  whose(token: string): Promise<SignedIn | null>;
}

const sessionId = (token: string): string => createHash('sha256').update(token).digest('hex');

export function accountsService(deps: {
  accounts: AccountStore;
  sessions: SessionStore;
  now: () => Date;
}): Accounts {
  const { accounts, sessions, now } = deps;
  return {
    needsFirst: async () => !(await accounts.any()),
    async createFirst(name, password) {
      const faults = accountFaults(name, password);
      if (faults.length > 0) throw new Problem('account-invalid', undefined, faults);
      const account: Account = {
        id: FIRST_ACCOUNT_ID,
        name: accountName(name),
        role: 'administrator',
        unitCode: null,
        password: await hashPassword(password),
        isTemporary: false,
        createdAt: now(),
        createdBy: null,
        closedAt: null,
        closedBy: null,
      };
      if (!(await accounts.insert(account))) throw new Problem('account-exists');
    },
    async signIn(name, password) {
      const account = await accounts.findByName(accountName(name));
      const matches = await passwordMatches(password, account?.password ?? unknownAccountHash);
      if (!account || !matches || account.closedAt !== null) throw new Problem('wrong-credentials');
      const token = randomBytes(32).toString('base64url');
      const createdAt = now();
      const expiresAt = new Date(createdAt.getTime() + SESSION_HOURS * 3_600_000);
      await sessions.removeExpired(createdAt);
      await sessions.insert({ id: sessionId(token), accountId: account.id, createdAt, expiresAt });
      return { token, expiresAt };
    },
    signOut: (token) => sessions.remove(sessionId(token)),
    async whose(token) {
      const session = await sessions.find(sessionId(token));
      if (!session || session.expiresAt <= now()) return null;
      const account = await accounts.find(session.accountId);
      if (!account || account.closedAt !== null) return null;
      const { id, name, role, unitCode, isTemporary } = account;
      return { id, name, role, unitCode, isTemporary };
    },
    async changePassword(token, current, next) {
      const session = await sessions.find(sessionId(token));
      const account = session && (await accounts.find(session.accountId));
      if (!session || !account || !(await passwordMatches(current, account.password)))
        throw new Problem('wrong-credentials');
      const faults = accountFaults(account.name, next);
      if (next === current) faults.push({ pointer: '/password', reason: 'must differ from the one before' });
      if (faults.length > 0) throw new Problem('account-invalid', undefined, faults);
      await accounts.change(account.id, { password: await hashPassword(next), isTemporary: false });
      await sessions.removeOf(account.id, session.id);
    },
  };
}
