import type { LevelCounts } from './estimate.js';

/** What is shown beside the index of a criterion; shares 0–100, all null when nobody answered. */
export interface CriterionMeasures {
  top1: number | null;
  top2: number | null;
  bottom2: number | null;
  /** top2 − bottom2, −100…100. */
  net: number | null;
  /** 1–5. */
  mean: number | null;
  /** Not used and blank among all who saw the item, 0–1; null when nobody did. */
  nonResponse: number | null;
}

/** The further measures of statistics.md §1 from the counts of one criterion. */
export function criterionMeasures(counts: LevelCounts, notUsed: number, blank: number): CriterionMeasures {
  const valid = counts.reduce((sum, count) => sum + count, 0);
  const missing = notUsed + blank;
  const nonResponse = valid + missing === 0 ? null : missing / (valid + missing);
  if (valid === 0) return { top1: null, top2: null, bottom2: null, net: null, mean: null, nonResponse };
  const share = (count: number) => (100 * count) / valid;
  return {
    top1: share(counts[4]),
    top2: share(counts[3] + counts[4]),
    bottom2: share(counts[0] + counts[1]),
    net: share(counts[3] + counts[4] - counts[0] - counts[1]),
    mean: counts.reduce((sum, count, level) => sum + count * (level + 1), 0) / valid,
    nonResponse,
  };
}
