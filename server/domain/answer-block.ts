/** The answers of one unit × month × questionnaire version as columns, derived from the responses. */
import type { AnswerCell } from './answer-cell.js';

/** At most this many rows in a block; the next one is numbered on. */
export const BLOCK_ROWS = 50_000;

/** Raise it when the same responses make other bytes than before: blocks of another edition are built anew. */
export const BLOCK_EDITION = 2;

export interface AnswerBlock extends AnswerCell {
  /** 0, 1, 2 … within the same unit × month × version. */
  number: number;
  rows: number;
  /** Changes exactly when the content changes: SHA-256 of the packed columns. */
  version: string;
  /** Rating items and grid rows: BLANK 0, levels 1…5, NOT_USED 6. */
  levels: Record<string, Uint8Array>;
  /** Single-choice items: 0 blank, otherwise 1 + position of the option in the questionnaire. */
  choices: Record<string, Uint8Array>;
  /** Multiple-choice items: bit k set = option k chosen; 0 = blank. */
  multiples: Record<string, Uint16Array>;
  /** Position in `channels`. */
  channel: Uint8Array;
  /** 1 = respondent drawn at random from a frame, 0 = chose to answer. */
  randomSample: Uint8Array;
  /** Replicate group 0…31. */
  group: Uint8Array;
  /** Quality decision: position in `decisionStates`. */
  decision: Uint8Array;
  /** Why the row is not counted: 0 = it is, otherwise 1 + position in `reasons`. */
  reason: Uint8Array;
  /** Ids of quality rules, or one of `plainReasons`. */
  reasons: string[];
  /** 0 = not named, otherwise 1 + position in `procedures`. */
  procedure: Uint16Array;
  procedures: string[];
  /** 1 = left a comment. */
  commented: Uint8Array;
}

/** `counted`, left out by quality review (a rule of level "reject" or a person), or withdrawn by its respondent. */
export const decisionStates = ['counted', 'excluded', 'withdrawn', 'incomplete'] as const;
export type DecisionState = (typeof decisionStates)[number];

/** Reasons for not counting a row that are not the id of a quality rule. */
export const plainReasons = ['withdrawn', 'incomplete', 'reviewer'] as const;
