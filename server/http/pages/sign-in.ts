import { Type } from '@sinclair/typebox';
import { PASSWORD_MAX } from '../../domain/account.js';
import { Problem } from '../../problem.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { endedCookie, sessionCookie } from '../session.js';

const START = '/dashboard';

/** Where to go after the sign-in: a path of this server, never another site. */
export function wayBack(wanted: string | undefined): string {
  const isPath = wanted !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(wanted);
  return isPath && !wanted.startsWith('/sign-') ? wanted : START;
}

const back = Type.Optional(Type.String({ maxLength: 2000 }));
const fields = Type.Object({
  name: Type.String({ maxLength: 200 }),
  password: Type.String({ maxLength: PASSWORD_MAX }),
  back,
});

export const signInPage = defineRoute({
  method: 'get',
  path: '/sign-in',
  summary: 'Sign-in of officials; leads to the first account while there is none',
  access: 'public',
  startsVisit: true,
  query: Type.Object({ back }),
  reply: { 200: 'text/html', 303: 'text/html' },
  problems: [],
  handle: async ({ query, visitor }, { accounts }) => {
    if (await accounts.needsFirst()) return seeOther('/setup');
    if (visitor.account) return seeOther(wayBack(query.back));
    return page('sign-in', { back: wayBack(query.back) });
  },
});

export const signIn = defineRoute({
  method: 'post',
  path: '/sign-in',
  summary: 'Signs in with name and password',
  access: 'public',
  startsVisit: true,
  limit: 'signIn',
  form: fields,
  reply: { 303: 'text/html', 401: 'text/html' },
  problems: ['csrf-token-invalid', 'too-many-requests'],
  handle: async ({ body, secure }, { accounts }) => {
    const to = wayBack(body.back);
    try {
      const { token } = await accounts.signIn(body.name, body.password);
      // The cookie ends with the browser, for machines are shared; the session itself ends after its hours.
      return seeOther(to, sessionCookie(token, { secure }));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'wrong-credentials') throw error;
      return page('sign-in', { back: to, name: body.name, wrong: true }, 401);
    }
  },
});

export const signOut = defineRoute({
  method: 'post',
  path: '/sign-out',
  summary: 'Ends the session',
  access: 'public',
  form: Type.Object({}),
  reply: { 303: 'text/html' },
  problems: ['csrf-token-invalid'],
  handle: async ({ visitor, secure }, { accounts }) => {
    if (visitor.token) await accounts.signOut(visitor.token);
    return seeOther('/sign-in', endedCookie(secure));
  },
});

export const signInRoutes: AnyRoute[] = [signInPage, signIn, signOut];
