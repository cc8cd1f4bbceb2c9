import type { Fault } from '../problem.js';
import type { Role } from './permissions.js';

/** Somebody who may sign in. The name is what they type, not a person's name. */
export interface Account {
  id: string;
  name: string;
  role: Role;
  /** `scrypt$N$r$p$salt$hash`, base64url. */
  password: string;
  createdAt: Date;
}

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;
const namePattern = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u;

/** How a typed name is compared: without surrounding blanks, composed letters, lower case. */
export function accountName(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

/** All reasons against a new account; empty: it may be made. Length counts, mixtures of signs do not. */
export function accountFaults(name: string, password: string): Fault[] {
  const faults: Fault[] = [];
  if (!namePattern.test(accountName(name)))
    faults.push({ pointer: '/name', reason: '2 to 40 letters, digits or . _ @ -' });
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
