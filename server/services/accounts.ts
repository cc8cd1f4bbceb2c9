import { createHash, randomBytes } from 'node:crypto';
import { accountFaults, accountName, type Account } from '../domain/account.js';
import type { Role } from '../domain/permissions.js';
import { Problem } from '../problem.js';
import type { AccountStore } from '../store/accounts.js';
import type { SessionStore } from '../store/sessions.js';
import { hashPassword, passwordMatches, unknownAccountHash } from './password.js';

/** A session ends this long after its sign-in, whatever happens in between. */
export const SESSION_HOURS = 12;
/** The one administrator: the fixed id makes "the first account" a promise that the database keeps. */
const FIRST_ACCOUNT_ID = 'administrator';

/** Who is signed in, as pages and routes may know it. */
export interface SignedIn {
  id: string;
  name: string;
  role: Role;
}

export interface Accounts {
  /** Whether the first visit must still make the first account. */
  needsFirst(): Promise<boolean>;
  /** Makes the administrator once. @throws Problem account-invalid, account-exists. */
  createFirst(name: string, password: string): Promise<void>;
  /** Opens a session and returns the secret that its cookie carries. @throws Problem wrong-credentials. */
  signIn(name: string, password: string): Promise<{ token: string; expiresAt: Date }>;
  signOut(token: string): Promise<void>;
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
        password: await hashPassword(password),
        createdAt: now(),
      };
      if (!(await accounts.insert(account))) throw new Problem('account-exists');
    },
    async signIn(name, password) {
      const account = await accounts.findByName(accountName(name));
      const matches = await passwordMatches(password, account?.password ?? unknownAccountHash);
      if (!account || !matches) throw new Problem('wrong-credentials');
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
      return account && { id: account.id, name: account.name, role: account.role };
    },
  };
}
