import { compareEstimates } from './compare-indices.js';
import type { Difference, Estimate } from './estimate.js';

export interface TrendPoint {
  period: string;
  /** What the number was computed by, equal for methods that compute alike: mostly `id@version`. */
  method: string;
  /** Versions `id@version` that the number rests on. */
  questionnaires: readonly string[];
  /** Who chose the respondents: points of different origin are never joined. */
  source: 'self-selected' | 'random-sample';
  estimate: Estimate;
}

export type BreakReason = 'method' | 'questionnaire' | 'source';

export interface TrendStep extends TrendPoint {
  /** Why no line leads here from the point before; null at the first point and where there is a line. */
  break: BreakReason | null;
  /** Against the point before; null at the first point, across a break, and where either side has no value. */
  change: Difference | null;
}

/**
 * Why two points cannot be compared, or null when they can: another method, another origin of the
 * respondents, another version of a questionnaire both rest on, or no questionnaire in common. That one more form joined
 * in is no break: forms of one method share its criteria.
 */
export function breakBetween(a: TrendPoint, b: TrendPoint): BreakReason | null {
  if (a.method !== b.method) return 'method';
  if (a.source !== b.source) return 'source';
  const idOf = (version: string) => version.slice(0, version.lastIndexOf('@'));
  const versionsOf = (point: TrendPoint, id: string) =>
    point.questionnaires
      .filter((version) => idOf(version) === id)
      .sort()
      .join();
  const common = new Set(a.questionnaires.map(idOf).filter((id) => versionsOf(b, id) !== ''));
  if (common.size === 0) return 'questionnaire';
  return [...common].some((id) => versionsOf(a, id) !== versionsOf(b, id)) ? 'questionnaire' : null;
}

/** A series in order of time with its changes and breaks (statistics.md §5): no difference is given across a break. */
export function trend(points: readonly TrendPoint[]): TrendStep[] {
  return points.map((point, i) => {
    const before = points[i - 1];
    if (before === undefined) return { ...point, break: null, change: null };
    const reason = breakBetween(before, point);
    return {
      ...point,
      break: reason,
      change: reason ? null : compareEstimates(point.estimate, before.estimate),
    };
  });
}
