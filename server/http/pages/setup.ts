import { Type } from '@sinclair/typebox';
import { PASSWORD_MIN } from '../../domain/account.js';
import { Problem, type Fault } from '../../problem.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { sessionCookie } from '../session.js';

/** Longer than any account may have, so that the rule of accounts and not the parser says what is wrong. */
const LENGTH_READ = 1000;

const view = (more: { name?: string; faults?: Fault[]; differs?: boolean } = {}) => ({
  passwordMin: PASSWORD_MIN,
  nameFault: more.faults?.some(({ pointer }) => pointer === '/name') ?? false,
  passwordFault: more.faults?.some(({ pointer }) => pointer === '/password') ?? false,
  faulty: (more.faults?.length ?? 0) > 0 || more.differs === true,
  ...more,
});

export const setupPage = defineRoute({
  method: 'get',
  path: '/setup',
  summary: 'Asks for the first account',
  access: 'public',
  startsVisit: true,
  reply: { 200: 'text/html', 303: 'text/html' },
  problems: [],
  handle: async (_request, { accounts }) =>
    (await accounts.needsFirst()) ? page('setup', view()) : seeOther('/sign-in'),
});

export const setup = defineRoute({
  method: 'post',
  path: '/setup',
  summary: 'Makes the first account and signs it in',
  access: 'public',
  startsVisit: true,
  limit: 'signIn',
  form: Type.Object({
    name: Type.String({ maxLength: LENGTH_READ }),
    password: Type.String({ maxLength: LENGTH_READ }),
    repeated: Type.String({ maxLength: LENGTH_READ }),
  }),
  reply: { 303: 'text/html', 422: 'text/html' },
  problems: ['csrf-token-invalid', 'account-exists', 'too-many-requests'],
  handle: async ({ body, secure }, { accounts }) => {
    const { name, password, repeated } = body;
    if (password !== repeated) return page('setup', view({ name, differs: true }), 422);
    try {
      await accounts.createFirst(name, password);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'account-invalid') throw error;
      return page('setup', view({ name, faults: error.faults }), 422);
    }
    const { token } = await accounts.signIn(name, password);
    return seeOther('/dashboard', sessionCookie(token, { secure }));
  },
});

export const setupRoutes: AnyRoute[] = [setupPage, setup];
