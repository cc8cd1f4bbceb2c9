import { Type, type Static } from '@sinclair/typebox';
import { isBoundToUnit, roles, type Role } from '../../domain/permissions.js';
import type { Language } from '../../domain/questionnaire.js';
import { Problem } from '../../problem.js';
import type { Services } from '../../services/services.js';
import { findUnits } from '../../services/unit-search.js';
import { page, seeOther, type Reply } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { searchText } from './dashboard.js';
import { oneOf } from './one-of.js';

const accountId = Type.String({ pattern: '^[\\p{L}\\p{N} ._@-]{2,50}$' });
const fields = Type.Object({
  name: Type.String({ maxLength: 200 }),
  role: oneOf(roles),
  unit: Type.Optional(searchText),
});

/** What the page says beside the list. */
interface Telling {
  given?: Partial<Static<typeof fields>>;
  nameFault?: true;
  unitFault?: true;
  exists?: true;
  /** A password that nobody will see again. */
  told?: { name: string; password: string };
}

async function view(services: Services, own: string, language: Language, telling: Telling): Promise<Reply> {
  const { accountDesk, catalogue } = services;
  const accounts = await accountDesk.list();
  const nameOf = new Map(accounts.map(({ id, name }) => [id, name]));
  const { given, nameFault, unitFault, exists } = telling;
  const model = {
    rows: accounts.map(({ id, name, role, unitCode, isTemporary, createdAt, createdBy, closedAt }) => ({
      id,
      name,
      roleKey: `accounts.role.${role}`,
      unit:
        unitCode === null ? null : (catalogue.units.get(unitCode)?.name ?? { vi: unitCode, en: unitCode }),
      isTemporary,
      createdAt,
      createdBy: createdBy === null ? null : (nameOf.get(createdBy) ?? createdBy),
      closedAt,
      isOwn: id === own,
    })),
    roles: roles.map((role) => ({
      role,
      key: `accounts.role.${role}`,
      hintKey: `accounts.roleHint.${role}`,
      chosen: role === (given?.role ?? 'reviewer'),
    })),
    unitNames: [...catalogue.units.values()].map(({ name }) => name[language]),
    ...telling,
  };
  return page('accounts', model, nameFault || unitFault ? 422 : exists ? 409 : 200);
}

/** The unit that is meant; null where the role has none, undefined where the text names none or several. */
function unitOf(role: Role, text: string | undefined, { catalogue }: Services): string | null | undefined {
  if (!isBoundToUnit(role)) return null;
  const found = findUnits(catalogue.units.values(), text ?? '');
  return found.length === 1 ? found[0]!.code : undefined;
}

export const accountsPage = defineRoute({
  method: 'get',
  path: '/accounts',
  summary: 'Who may sign in, in which role and for which unit',
  access: 'administer',
  reply: { 200: 'text/html' },
  problems: [],
  handle: ({ visitor, language }, services) => view(services, visitor.account!.id, language, {}),
});

export const createAccount = defineRoute({
  method: 'post',
  path: '/accounts',
  summary: 'Makes an account and tells its temporary password once',
  access: 'administer',
  form: fields,
  reply: { 200: 'text/html', 409: 'text/html', 422: 'text/html' },
  problems: ['csrf-token-invalid'],
  async handle({ body, visitor, language }, services) {
    const own = visitor.account!.id;
    const unitCode = unitOf(body.role, body.unit, services);
    try {
      const wanted = { name: body.name, role: body.role, unitCode: unitCode ?? null };
      const told = await services.accountDesk.create(wanted, own);
      return await view(services, own, language, { told });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'account-exists')
        return view(services, own, language, { given: body, exists: true });
      if (error.code !== 'account-invalid') throw error;
      const isAt = (pointer: string): boolean => error.faults.some((fault) => fault.pointer === pointer);
      return view(services, own, language, {
        given: body,
        ...(isAt('/name') && { nameFault: true }),
        ...(isAt('/unit') && { unitFault: true }),
      });
    }
  },
});

const problems = ['csrf-token-invalid', 'account-not-found', 'own-account'] as const;

export const resetPassword = defineRoute({
  method: 'post',
  path: '/accounts/reset',
  summary: 'Gives an account a temporary password, tells it once and ends the account’s sessions',
  access: 'administer',
  form: Type.Object({ id: accountId }),
  reply: { 200: 'text/html' },
  problems: [...problems],
  async handle({ body: { id }, visitor, language }, services) {
    const own = visitor.account!.id;
    const told = await services.accountDesk.resetPassword(id, own);
    return view(services, own, language, { told });
  },
});

export const closeAccount = defineRoute({
  method: 'post',
  path: '/accounts/close',
  summary: 'Lets nobody sign in with an account any more and ends its sessions',
  access: 'administer',
  form: Type.Object({ id: accountId }),
  reply: { 303: 'text/html' },
  problems: [...problems],
  async handle({ body: { id }, visitor }, { accountDesk }) {
    await accountDesk.close(id, visitor.account!.id);
    return seeOther('/accounts');
  },
});

export const reopenAccount = defineRoute({
  method: 'post',
  path: '/accounts/reopen',
  summary: 'Lets a closed account sign in again',
  access: 'administer',
  form: Type.Object({ id: accountId }),
  reply: { 303: 'text/html' },
  problems: ['csrf-token-invalid', 'account-not-found'],
  async handle({ body: { id } }, { accountDesk }) {
    await accountDesk.reopen(id);
    return seeOther('/accounts');
  },
});

export const accountsRoutes: AnyRoute[] = [
  accountsPage,
  createAccount,
  resetPassword,
  closeAccount,
  reopenAccount,
];
