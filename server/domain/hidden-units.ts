import { displayRule } from '../satisfaction/display-rule.js';
import type { DisplayThresholds } from '../satisfaction/method.js';
import { suppressCells } from '../satisfaction/suppress-cells.js';
import type { Unit } from './unit.js';

/**
 * Units whose index may not be published for a stretch of time: it rests on few respondents, or it would give away that of
 * another unit. Each unit's index is the sum of its own desks and of the units below it, so every level of the tree is a
 * table whose total stands in the level above; what is hidden there stays hidden in the unit's own report too (statistics.md §6).
 * @param units parents before their children; a unit without its parent in the list is a root.
 * @param ownRespondents respondents at the unit's own desks, those of the units below not counted; 0 where not named.
 */
export function hiddenUnits(
  units: readonly Unit[],
  ownRespondents: ReadonlyMap<string, number>,
  thresholds: DisplayThresholds,
): Set<string> {
  const respondents = new Map(units.map(({ code }) => [code, ownRespondents.get(code) ?? 0]));
  for (const { code, parent } of [...units].reverse())
    if (parent !== null && respondents.has(parent))
      respondents.set(parent, respondents.get(parent)! + respondents.get(code)!);

  const hidden = new Set<string>();
  for (const { code, parent } of units) {
    const isRoot = parent === null || !respondents.has(parent);
    if (isRoot && displayRule(respondents.get(code)!, thresholds) === 'suppressed') hidden.add(code);
    const children = units.filter((child) => child.parent === code).map((child) => child.code);
    const display = suppressCells(
      children.map((child) => respondents.get(child)!),
      thresholds,
      { isShown: !hidden.has(code), rest: ownRespondents.get(code) ?? 0 },
    );
    children.forEach((child, at) => display[at] === 'suppressed' && hidden.add(child));
  }
  return hidden;
}
