import type { Fault } from '../problem.js';
import { pointerTo } from './json-pointer.js';
import type { Unit } from './unit.js';

/**
 * What a JSON Schema cannot say about a list of units: parents and successors exist, nothing is its own ancestor,
 * and time runs forward. Pointers are into the list.
 *
 * @param all units of every file, since a parent may stand in another one.
 */
export function unitFaults(list: Unit[], all: ReadonlyMap<string, Unit>): Fault[] {
  return list.flatMap((unit, i) => {
    const faults: Fault[] = [];
    const add = (reason: string, ...steps: (string | number)[]) =>
      faults.push({ pointer: pointerTo(i, ...steps), reason });
    if (unit.parent !== null && !all.has(unit.parent)) add(`no unit "${unit.parent}"`, 'parent');
    else if (isOwnAncestor(unit, all)) add('the unit is below itself', 'parent');
    if (unit.validFrom !== null && unit.validTo !== null && unit.validTo <= unit.validFrom)
      add('ends before it begins', 'validTo');
    unit.successors.forEach((code, j) => {
      if (!all.has(code) || code === unit.code) add(`no other unit "${code}"`, 'successors', j);
    });
    if (unit.successors.length > 0 && unit.validTo === null) add('has successors but no end', 'validTo');
    return faults;
  });
}

function isOwnAncestor(unit: Unit, all: ReadonlyMap<string, Unit>): boolean {
  const passed = new Set<string>();
  for (let code = unit.parent; code !== null && !passed.has(code); code = all.get(code)?.parent ?? null) {
    if (code === unit.code) return true;
    passed.add(code);
  }
  return false;
}
