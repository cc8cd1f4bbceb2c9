import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, serialize } from 'cookie';
import type { SignedIn } from '../services/accounts.js';

/** The one cookie of the server: a random secret that a session or a form's CSRF token hangs on. */
export const COOKIE = 'hai_long';

/** Who calls, as far as the server knows. Citizens carry no cookie and are nobody. */
export interface Visitor {
  /** The secret of the cookie, null without one. */
  token: string | null;
  account: SignedIn | null;
  /** What a form of this visitor must carry as `_csrf`; null without a cookie. */
  csrf: string | null;
}

export function tokenOf(cookieHeader: string | undefined): string | null {
  const value = parse(cookieHeader ?? '')[COOKIE];
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

export const newToken = (): string => randomBytes(32).toString('base64url');

/** The CSRF token that belongs to a cookie: nobody who cannot read the cookie can make it. */
export function csrfToken(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

export function csrfMatches(token: string | null, given: unknown): boolean {
  if (token === null || typeof given !== 'string') return false;
  const expected = Buffer.from(csrfToken(token));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** `Set-Cookie` for a secret; without `expires` it ends with the browser. `secure` where the public address is https. */
export function sessionCookie(token: string, options: { secure: boolean; expires?: Date }): string {
  return serialize(COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: options.secure,
    ...(options.expires && { expires: options.expires }),
  });
}

/** `Set-Cookie` that takes the secret away. */
export const endedCookie = (secure: boolean): string =>
  serialize(COOKIE, '', { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 0 });
