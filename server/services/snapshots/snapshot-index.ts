import type { SnapshotIndex } from '../../domain/snapshot.js';
import type { IndexEstimate } from '../../satisfaction/estimate.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import { toFigure } from '../numbers/figure.js';
import { nothingShown } from '../numbers/hidden-in-tree.js';

/** An index as a snapshot prints it: hidden where the method's thresholds say so, or all of it where the unit is hidden. */
export function snapshotIndex(
  index: IndexEstimate,
  method: Pick<SurveyMethod, 'display'>,
  isHidden: boolean,
): SnapshotIndex {
  const display = isHidden ? nothingShown : method.display;
  return {
    overall: toFigure(index.overall, display),
    groups: index.groups.map(({ id, estimate }) => ({ id, figure: toFigure(estimate, display) })),
    elements: index.elements.map(({ id, estimate }) => ({ id, figure: toFigure(estimate, display) })),
    criteria: index.criteria.map(({ id, estimate, counts, notUsed, blank }) => {
      const figure = toFigure(estimate, display);
      return { id, figure, counts: figure.value === null ? null : counts, notUsed, blank };
    }),
  };
}
