/** Walks over the tree of units, which changes with time: districts ended, communes merged. */
import { dayOf } from './period.js';
import type { Unit } from './unit.js';

type Units = ReadonlyMap<string, Unit>;

/** Whether the unit existed at this moment (its `validTo` day is the first without it). */
export function existsAt(unit: Unit, at: Date): boolean {
  const day = dayOf(at);
  return (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day < unit.validTo);
}

/** Whether the unit existed on at least one day of the half-open stretch. */
export function existsDuring(unit: Unit, { from, to }: { from: Date; to: Date }): boolean {
  const first = dayOf(from);
  const last = dayOf(new Date(to.getTime() - 1));
  return (
    (unit.validFrom === null || unit.validFrom <= last) && (unit.validTo === null || first < unit.validTo)
  );
}

/** The unit and everything below it that existed at this moment, parents first. Empty for an unknown code. */
export function descendants(units: Units, code: string, at: Date): Unit[] {
  return below(units, code).filter((unit) => existsAt(unit, at));
}

/** The same for a period: every unit that existed on one of its days, so that a reform's quarter loses nobody. */
export function descendantsDuring(units: Units, code: string, span: { from: Date; to: Date }): Unit[] {
  return below(units, code).filter((unit) => existsDuring(unit, span));
}

/** The unit and everything below it, whenever it existed, parents first. Empty for an unknown code. */
export function unitsBelow(units: Units, code: string): Unit[] {
  return below(units, code);
}

/** From the unit up to the root: [Phường Ba Đình, Thành phố Hà Nội]. Empty for an unknown code. */
export function parentChain(units: Units, code: string): Unit[] {
  const chain: Unit[] = [];
  for (let unit = units.get(code); unit; unit = unit.parent === null ? undefined : units.get(unit.parent))
    chain.push(unit);
  return chain;
}

/** Breadth first, siblings in the order of the file. The catalogue's check has excluded circles. */
function below(units: Units, code: string): Unit[] {
  const root = units.get(code);
  if (!root) return [];
  const children = groupByParent(units);
  const found = [root];
  for (const unit of found) found.push(...(children.get(unit.code) ?? []));
  return found;
}

function groupByParent(units: Units): Map<string, Unit[]> {
  const children = new Map<string, Unit[]>();
  for (const unit of units.values()) {
    if (unit.parent === null) continue;
    const siblings = children.get(unit.parent);
    if (siblings) siblings.push(unit);
    else children.set(unit.parent, [unit]);
  }
  return children;
}
