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
  /**
   * Jackknife variance of the value and its degrees of freedom, for comparisons. null where statistics.md §3 gives none:
   * fewer than 10 groups or 30 respondents, no variation. A share of few answers still has its Wilson interval.
   */
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

/** What unequal weights cost: Kish's design effect n·Σw²/(Σw)² and n divided by it. */
export interface Weighting {
  designEffect: number;
  effectiveN: number;
}

/** An index from its criteria up to the overall value. */
export interface IndexEstimate {
  overall: Estimate;
  /** Group indices (service, policy), in order of appearance; empty where the structure names no groups. */
  groups: ElementEstimate[];
  elements: ElementEstimate[];
  criteria: CriterionEstimate[];
  /** null: every response weighs the same. */
  weighting: Weighting | null;
}

/** Which criteria make which element, in the order of the questionnaire. */
export interface IndexStructure {
  elements: { id: string; group: string | null; criteria: string[] }[];
  /** Items that belong to no element but are an index themselves under `separate_question`. */
  questions?: string[];
}

/** Difference of two estimates in percentage points (a minus b). */
export interface Difference {
  value: number;
  interval: Interval | null;
  /** 0 lies outside the interval. */
  significant: boolean;
}
