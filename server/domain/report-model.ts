/** What a quarterly report says, as numbers and names; `render` turns it into a document. Nothing here is rounded. */
import type { MarginFault } from '../satisfaction/margin.js';
import type { DisplayThresholds, UnitAggregationRule } from '../satisfaction/method.js';
import type { FlagLevel } from './quality-flags.js';
import type { Provenance, Text } from './questionnaire.js';
import type { Channel } from './response.js';

/** An index 0–100 with its 95 % interval; null value: nobody answered or suppressed. */
export interface Figure {
  value: number | null;
  /** Valid answers (criterion) or responses that are in the composite: with at least one valid answer, or under a method by person with enough of them. */
  n: number;
  interval: { low: number; high: number } | null;
  /** n = 0: none; below the method's thresholds (10 and 30): value hidden, shown with a warning. */
  display: 'shown' | 'few' | 'suppressed' | 'none';
}

/** Change in percentage points against another period; null members where either side cannot be compared. */
export interface Change {
  value: number;
  interval: { low: number; high: number } | null;
  significant: boolean;
}

export interface CriterionRow {
  id: string;
  code: string;
  text: Text;
  src: Provenance;
  figure: Figure;
  /** Answers per level 1…5. All null where the row is suppressed. */
  counts: [number, number, number, number, number] | null;
  notUsed: number;
  blank: number;
}

export interface ElementRow {
  id: string;
  code: string;
  title: Text;
  figure: Figure;
  previous: Figure | null;
  change: Change | null;
  criteria: CriterionRow[];
}

export interface UnitRow {
  code: string;
  name: Text;
  figure: Figure;
  /** Rank as a range (1 = best): from 1 + units significantly better to N − units significantly worse. */
  rank: { from: number; to: number } | null;
}

/** The overall index by one way of making a number out of several units. */
export interface AcrossUnitsRow {
  rule: UnitAggregationRule;
  title: Text;
  /** The way that the method prescribes: this figure is the overall index. */
  isMain: boolean;
  /** null: the dossiers of `unitsWithoutDossiers` are not loaded. */
  figure: Figure | null;
  unitsWithoutDossiers: string[];
}

/** The index with weights that bring the respondents to a published population. */
export interface WeightedIndex {
  margins: { name: string; title: Text }[];
  /** Why there can be no weights; empty where there are. `category` null: the margin as a whole. */
  faults: { kind: MarginFault['kind']; margin: Text; category: Text | null }[];
  /** null where there are faults. */
  numbers: WeightedNumbers | null;
}

export interface WeightedNumbers {
  /** Without weights, every response alike: what `overall` is beside, whatever way the method takes across units. */
  unweighted: Figure;
  overall: Figure;
  elements: { id: string; code: string; title: Text; figure: Figure }[];
  /** Kish's design effect of the weights, and the number of responses divided by it. */
  designEffect: number;
  effectiveN: number;
  /** False: 200 rounds did not bring all margins to their population at once. */
  converged: boolean;
  /** Largest relative distance of a category from its population, after trimming. */
  distance: number;
  /** Responses whose weight was cut at 5 medians. */
  trimmed: number;
}

/** How often each rule of quality was raised, whatever was decided about the responses. */
export interface QualityTold {
  /** Responses received by the unit and those below it, of whatever form and source. */
  flags: { id: string; text: Text; level: FlagLevel; n: number }[];
  /** Units whose kiosk could be compared with their QR codes, and how many of them are far apart. */
  units: { compared: number; far: number };
}

export interface ShareRow {
  label: Text;
  n: number;
  /** 0–1, null where nobody answered. */
  share: number | null;
}

export interface QuestionTable {
  id: string;
  code: string;
  text: Text;
  /** Respondents who were shown the question and answered it. */
  n: number;
  /** Several options may be chosen: shares do not add up to 1. */
  multiple: boolean;
  rows: ShareRow[];
}

/** An index beside the main one: another form with its own method, or respondents chosen in another way. */
export interface OtherIndex {
  method: { id: string; version: number; title: Text };
  /** Thresholds of its method. */
  display: DisplayThresholds;
  source: 'self-selected' | 'random-sample';
  /** Counted responses. */
  responses: number;
  figure: Figure;
}

export interface ReportModel {
  period: { id: string; label: Text; from: Date; to: Date };
  previousPeriod: { id: string; label: Text } | null;
  unit: { code: string; name: Text; type: string };
  /** The issuing authority as printed in the title block. */
  issuer: {
    superior: string;
    name: string;
    symbol: string;
    place: string;
    signatory: string;
    recipients: string[];
  };
  /** Date of making, for the document's metadata; the printed date stays blank in a draft. */
  madeAt: Date;
  method: {
    id: string;
    version: number;
    title: Text;
    legalBasis: Text;
    formula: Text;
    aggregation: Text;
    unitAggregation: Text;
    /** What to know of this version: another came within the period, or none was in force when it began; else null. */
    note: Text | null;
    /** From how many answers on a number is shown, and from how many without a warning. */
    display: DisplayThresholds;
  };
  questionnaires: { id: string; version: number; title: Text; responses: number }[];
  /** Who chose the respondents: themselves, or a random draw. */
  source: 'self-selected' | 'random-sample';
  collection: {
    received: number;
    valid: number;
    /** Left out, with reason and number. */
    excluded: { reason: Text; n: number }[];
    channels: { channel: Channel; n: number }[];
    /** Overall index with the excluded responses put back. */
    withExcluded: Figure | null;
  };
  quality: QualityTold;
  overall: Figure;
  previousOverall: Figure | null;
  change: Change | null;
  /** Why no comparison is printed (method or questionnaire changed, no data); null when there is one. */
  comparisonBreak: Text | null;
  /** Never part of `overall`: short forms, other questionnaires, and the other `source`. */
  others: OtherIndex[];
  elements: ElementRow[];
  domains: { id: string; title: Text; figure: Figure }[];
  procedures: { code: string; name: string; figure: Figure }[];
  units: UnitRow[];
  /** Empty where fewer than two units have responses. */
  acrossUnits: AcrossUnitsRow[];
  /** null: no population is loaded for this unit and period. */
  weighted: WeightedIndex | null;
  months: { month: string; label: Text; figure: Figure }[];
  respondents: { id: string; text: Text; rows: { label: Text; n: number; figure: Figure }[] }[];
  process: QuestionTable[];
  expectations: QuestionTable[];
  /** Free text after scrubbing of phone, ID and e-mail patterns; a few of many. */
  comments: { n: number; samples: string[] };
}
