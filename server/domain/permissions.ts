/**
 * What a route guards: `read` the numbers and reports, `collect` collectors and desk cards, `review` decisions about
 * quality and frozen figures, `export` raw answers, `administer` the accounts; `account` is anybody's own account.
 */
export const accesses = ['public', 'account', 'read', 'collect', 'review', 'export', 'administer'] as const;
export type Access = (typeof accesses)[number];

/** Reviewers are the institute's staff; auditors see everything and change nothing; officials see their own unit. */
export const roles = ['administrator', 'reviewer', 'auditor', 'official'] as const;
export type Role = (typeof roles)[number];

const allowed: Record<Role, readonly Access[]> = {
  administrator: accesses,
  reviewer: ['public', 'account', 'read', 'collect', 'review', 'export'],
  auditor: ['public', 'account', 'read', 'export'],
  official: ['public', 'account', 'read'],
};

/** Whether somebody with this role (null: nobody signed in) may do what `access` guards. */
export function mayAccess(access: Access, role: Role | null): boolean {
  return access === 'public' || (role !== null && allowed[role].includes(access));
}

/** Whether somebody whose password was given by another may go there before choosing one of their own. */
export function worksWithTemporaryPassword(access: Access): boolean {
  return access === 'public' || access === 'account';
}

/** Whether an account of this role belongs to a unit and sees no other than it and those below; others see all. */
export function isBoundToUnit(role: Role): boolean {
  return role === 'official';
}
