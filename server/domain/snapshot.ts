import { createHash } from 'node:crypto';
import type { IndexStructure } from '../satisfaction/estimate.js';
import type { SurveyMethod } from '../satisfaction/method.js';
import { canonicalJson } from './canonical-json.js';
import type { Categories, Population } from './population.js';
import type { Text } from './questionnaire.js';
import type { Figure } from './report-model.js';

/** Raise it when a snapshot of the same data gets other members or another meaning. */
export const SNAPSHOT_FORMAT = 2;

/** An index with every number it is made of, as a snapshot prints it: unrounded, and hidden where few answered. */
export interface SnapshotIndex {
  overall: Figure;
  /** Only where the questionnaire names groups. */
  groups: { id: string; figure: Figure }[];
  elements: { id: string; figure: Figure }[];
  criteria: {
    id: string;
    figure: Figure;
    /** Answers per level 1…5; null where the figure is suppressed. */
    counts: [number, number, number, number, number] | null;
    notUsed: number;
    blank: number;
  }[];
}

/**
 * An index as published, with everything that is needed to compute it again: the same data and versions give the same
 * bytes. When it was frozen and by whom stands outside.
 */
export interface SnapshotContent {
  format: number;
  period: { id: string; from: string; to: string };
  unit: { code: string; name: Text };
  /** The unit and those below it whose responses are in the number. */
  unitCodes: string[];
  source: 'self-selected' | 'random-sample';
  /** The whole method, so that the number can be computed again when the program knows it no more. */
  method: SurveyMethod;
  /** Versions whose responses are in the number, each with the SHA-256 of its canonical JSON. */
  questionnaires: { id: string; version: number; sha256: string; responses: number }[];
  /** Which items make which element. */
  structure: IndexStructure;
  /** The index with weights, beside `index`, in which every response counts the same; null: nothing to weigh by. */
  weights: SnapshotWeights | null;
  /** Dossiers that a random sample was drawn from, for the finite population correction; null: not known, or nobody drawn. */
  frameSize: number | null;
  /** Responses in the number: the leaves of the tree. */
  responses: number;
  /** Responses of the same period, source and questionnaires before anything was left out. */
  received: number;
  leftOut: { reason: Text; n: number }[];
  /** The index is kept back, because with it the tables of the whole tree would give away another unit's. */
  isHidden: boolean;
  index: SnapshotIndex;
  tree: {
    /** How the root is made. */
    algorithm: typeof TREE_ALGORITHM;
    /** Hexadecimal. */
    root: string;
  };
}

/** Weights as published: raked to the population and cut at 5 medians (`rakedIndex`). */
export interface SnapshotWeights {
  population: Population;
  /** What each response of these categories weighs, in the order of the margins. */
  cells: { categories: Categories; weight: number }[];
  raking: { rounds: number; converged: boolean; distance: number };
  trimming: { cap: number; trimmed: number; distance: number } | null;
  designEffect: number;
  effectiveN: number;
  /** The index with weights is kept back, because with the one without it would give away hidden units. */
  isHidden: boolean;
  index: SnapshotIndex;
}

export const TREE_ALGORITHM = 'RFC 9162 Merkle tree, SHA-256';

/** A snapshot with what does not go into its digest. */
export interface Snapshot {
  /** `period.unit.` and the first 16 digits of the digest. */
  id: string;
  sha256: string;
  content: SnapshotContent;
  frozenAt: Date;
  /** Account, or what else asked for it. */
  frozenBy: string;
  /** From then on anybody may see it; null: not published. */
  publishedAt: Date | null;
  publishedBy: string | null;
}

/** SHA-256 of a value's canonical JSON, hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The name of a snapshot: same content, same name. */
export function snapshotId(
  { period, unit }: Pick<SnapshotContent, 'period' | 'unit'>,
  sha256: string,
): string {
  return `${period.id}.${unit.code}.${sha256.slice(0, 16)}`;
}

/** Shows that one response is in a snapshot's number, without any answer, its own included. */
export interface InclusionProof {
  snapshot: string;
  algorithm: typeof TREE_ALGORITHM;
  /** Hash of the response's record, its position in the tree, and how many leaves the tree has. */
  leaf: string;
  index: number;
  size: number;
  /** Hexadecimal, nearest to the leaf first. */
  path: string[];
  root: string;
}
