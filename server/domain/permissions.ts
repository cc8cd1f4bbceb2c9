/** Who may call a route. Roles of a later issue become further values here. */
export const accesses = ['public', 'administrator'] as const;
export type Access = (typeof accesses)[number];

export type Role = 'administrator';

/** Whether somebody with this role (null: nobody signed in) may do what `access` guards. */
export function mayAccess(access: Access, role: Role | null): boolean {
  return access === 'public' || role === 'administrator';
}
