import { Type } from '@sinclair/typebox';
import { PASSWORD_MIN } from '../../domain/account.js';
import { Problem } from '../../problem.js';
import type { SignedIn } from '../../services/accounts.js';
import type { Services } from '../../services/services.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';

/** Longer than any password may be, so that too long a one is told as such. */
const LENGTH_READ = 2000;
const text = Type.String({ maxLength: LENGTH_READ });

/** What is wrong with a filled-in form. */
interface Faults {
  wrong?: true;
  differs?: true;
  passwordFault?: true;
}

function view(account: SignedIn, { catalogue }: Services, faults: Faults & { changed?: boolean } = {}) {
  const { name, role, unitCode, isTemporary } = account;
  return {
    name,
    roleKey: `accounts.role.${role}`,
    unit: unitCode === null ? null : (catalogue.units.get(unitCode)?.name ?? null),
    isTemporary,
    passwordMin: PASSWORD_MIN,
    ...faults,
  };
}

export const ownAccount = defineRoute({
  method: 'get',
  path: '/account',
  summary: 'The own account, and where its password is changed',
  access: 'account',
  query: Type.Object({ changed: Type.Optional(Type.Literal('yes')) }),
  reply: { 200: 'text/html' },
  problems: [],
  handle: ({ query, visitor }, services) =>
    page('account', view(visitor.account!, services, { changed: query.changed === 'yes' })),
});

export const changePassword = defineRoute({
  method: 'post',
  path: '/account/password',
  summary: 'Changes the own password and ends the other sessions of the account',
  access: 'account',
  limit: 'signIn',
  form: Type.Object({ current: text, password: text, repeated: text }),
  reply: { 303: 'text/html', 422: 'text/html' },
  problems: ['csrf-token-invalid', 'too-many-requests'],
  async handle({ body: { current, password, repeated }, visitor }, services) {
    const again = (faults: Faults) => page('account', view(visitor.account!, services, faults), 422);
    if (password !== repeated) return again({ differs: true });
    try {
      await services.accounts.changePassword(visitor.token!, current, password);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'wrong-credentials') return again({ wrong: true });
      if (error.code === 'account-invalid') return again({ passwordFault: true });
      throw error;
    }
    return seeOther('/account?changed=yes');
  },
});

export const ownAccountRoutes: AnyRoute[] = [ownAccount, changePassword];
