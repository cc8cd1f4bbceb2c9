/** A weighted tree of imported values: SIPAS points, PCI-like, PAPI-like, DDCI-like and the scores of TT 01/2018. */
import type { Wording } from './method.js';

/** Linear mapping of one range onto another; values outside `from` are a fault, not clipped. */
export interface Normalisation {
  from: [low: number, high: number];
  to: [low: number, high: number];
}

interface NodeBase {
  id: string;
  title: Wording;
  /** Weight among its brothers and sisters; absent: 1. Not used where the parent sums. */
  weight?: number;
  normalise?: Normalisation;
}

/** A value given from outside; `range` is what it may be. */
export interface ScoreLeaf extends NodeBase {
  range: [low: number, high: number];
}

export interface ScoreBranch extends NodeBase {
  /** `mean` divides by the weights of what is there; `sum` adds, and a missing part leaves the sum unknown. */
  combine: 'mean' | 'sum';
  children: ScoreNode[];
}

export type ScoreNode = ScoreLeaf | ScoreBranch;

/** A grade for values of at least `from`. */
export interface ScoreClass {
  from: number;
  title: Wording;
}
