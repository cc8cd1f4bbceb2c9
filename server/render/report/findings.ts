/** What the numbers alone allow to say in the assessment; every rule names its condition. */
import type { CriterionRow, ElementRow, ReportModel, UnitRow } from '../../domain/report-model.js';
import { isShown } from '../format-figure.js';
import { byValue } from './by-value.js';

export interface Findings {
  /** Up to three, best first; none of them also among the lowest. */
  highestCriteria: CriterionRow[];
  /** Up to three, lowest first. */
  lowestCriteria: CriterionRow[];
  risen: ElementRow[];
  fallen: ElementRow[];
  lowestElements: ElementRow[];
  /** Units whose whole interval lies under the overall index. */
  unitsBelow: UnitRow[];
  unitsHidden: UnitRow[];
  /** Criteria which at least a fifth of respondents did not use or left blank. */
  oftenUnanswered: CriterionRow[];
}

const ENDS = 3;
const OFTEN = 0.2;

function isOftenUnanswered({ figure, notUsed, blank }: CriterionRow): boolean {
  const asked = figure.n + notUsed + blank;
  return isShown(figure) && asked > 0 && (notUsed + blank) / asked >= OFTEN;
}

export function findings(model: ReportModel): Findings {
  const criteria = model.elements.flatMap((element) => element.criteria);
  const ranked = byValue(criteria);
  const ends = Math.min(ENDS, Math.floor(ranked.length / 2));
  const changed = model.comparisonBreak === null ? model.elements : [];
  const overall = isShown(model.overall) ? model.overall.value : null;
  return {
    highestCriteria: ranked.slice(0, ends),
    lowestCriteria: ranked.slice(ranked.length - ends).toReversed(),
    risen: changed.filter(({ change }) => change?.significant === true && change.value > 0),
    fallen: changed.filter(({ change }) => change?.significant === true && change.value < 0),
    lowestElements: byValue(model.elements).slice(1).slice(-2).toReversed(),
    unitsBelow: model.units.filter(
      ({ figure }) =>
        overall !== null && isShown(figure) && figure.interval !== null && figure.interval.high < overall,
    ),
    unitsHidden: model.units.filter(({ figure }) => !isShown(figure)),
    oftenUnanswered: criteria.filter(isOftenUnanswered),
  };
}
