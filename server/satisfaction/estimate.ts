/** A 95 % interval in the unit of its value. */
export interface Interval {
  low: number;
  high: number;
}

/** A number with what is known about its accuracy. Values are unrounded, indices 0–100. */
export interface Estimate {
  /** null: nobody answered. */
  value: number | null;
  /** Criterion: valid answers. Composite: respondents with at least one valid answer. */
  n: number;
  /** null where the rules of statistics.md §3 give none. */
  interval: Interval | null;
  /** Sampling variance of the value and its degrees of freedom, for comparisons; null where there is no interval. */
  variance: number | null;
  degreesOfFreedom: number | null;
}

/** Counts of the levels 1…5, lowest first. */
export type LevelCounts = [number, number, number, number, number];

export interface CriterionEstimate {
  id: string;
  estimate: Estimate;
  counts: LevelCounts;
  notUsed: number;
  blank: number;
}

export interface ElementEstimate {
  id: string;
  estimate: Estimate;
}

/** An index from its criteria up to the overall value. */
export interface IndexEstimate {
  overall: Estimate;
  elements: ElementEstimate[];
  criteria: CriterionEstimate[];
}

/** Which criteria make which element, in the order of the questionnaire. */
export interface IndexStructure {
  elements: { id: string; group: string | null; criteria: string[] }[];
}

/** Difference of two estimates in percentage points (a minus b). */
export interface Difference {
  value: number;
  interval: Interval | null;
  /** 0 lies outside the interval. */
  significant: boolean;
}
