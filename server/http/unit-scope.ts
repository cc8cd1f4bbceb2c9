import { unitsBelow } from '../domain/unit-tree.js';
import type { Unit } from '../domain/unit.js';
import { Problem } from '../problem.js';
import type { SignedIn } from '../services/accounts.js';
import type { Services } from '../services/services.js';

/** Which units a caller may ask about. */
export interface UnitScope {
  /**
   * The unit that is asked about: the given one, without it the caller's own, for those who see all the one above all.
   * @throws Problem not-permitted for a unit outside. A unit that does not exist passes: whoever reads it says so.
   */
  unit(wanted?: string): string;
  /** All of them, parents first. */
  units: Unit[];
}

export function unitScope(
  account: SignedIn | null,
  { catalogue, rootUnit }: Pick<Services, 'catalogue' | 'rootUnit'>,
): UnitScope {
  const own = account?.unitCode ?? null;
  if (own === null) return { unit: (wanted = rootUnit) => wanted, units: [...catalogue.units.values()] };
  const units = unitsBelow(catalogue.units, own);
  const codes = new Set(units.map(({ code }) => code));
  return {
    unit(wanted = own) {
      if (catalogue.units.has(wanted) && !codes.has(wanted)) throw new Problem('not-permitted');
      return wanted;
    },
    units,
  };
}
