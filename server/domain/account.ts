import type { Fault } from '../problem.js';
import type { Role } from './permissions.js';

/** Somebody who may sign in. The name is what they type, not a person's name. */
export interface Account {
  id: string;
  name: string;
  role: Role;
  /** The unit it sees with those below; null: all. */
  unitCode: string | null;
  /** `scrypt$N$r$p$salt$hash`, base64url. */
  password: string;
  /** Whether the password was given by somebody else and must be replaced before anything else. */
  isTemporary: boolean;
  createdAt: Date;
  /** Account that made it; null for the first one. */
  createdBy: string | null;
  /** null: open. */
  closedAt: Date | null;
  closedBy: string | null;
}

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;
const namePattern = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u;

/** How a typed name is compared: without surrounding blanks, composed letters, lower case. */
export function accountName(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

/** All reasons against a name; empty: it can be used. */
export function nameFaults(name: string): Fault[] {
  return namePattern.test(accountName(name))
    ? []
    : [{ pointer: '/name', reason: '2 to 40 letters, digits or . _ @ -' }];
}

/** All reasons against a new account; empty: it may be made. Length counts, mixtures of signs do not. */
export function accountFaults(name: string, password: string): Fault[] {
  const faults = nameFaults(name);
  const length = [...password].length;
  if (length < PASSWORD_MIN)
    faults.push({ pointer: '/password', reason: `at least ${PASSWORD_MIN} characters` });
  if (length > PASSWORD_MAX)
    faults.push({ pointer: '/password', reason: `at most ${PASSWORD_MAX} characters` });
  if (new Set(password).size < 4)
    faults.push({ pointer: '/password', reason: 'too few different characters' });
  if (accountName(password) === accountName(name))
    faults.push({ pointer: '/password', reason: 'must differ from the name' });
  return faults;
}
