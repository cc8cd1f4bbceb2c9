import { describe, expect, it } from '@jest/globals';
import type { Decision } from '../../server/domain/decision.js';
import { responseState } from '../../server/domain/response-state.js';

const decided = (kind: Decision['kind']): Decision[] => [
  {
    id: kind,
    responseId: 'r',
    kind,
    reason: 'duplicate of another form',
    by: null,
    receivedAt: new Date(0),
    response: { unitCode: '00004', questionnaire: { id: 'q', version: 1 }, receivedAt: new Date(0) },
  },
];

describe('responseState', () => {
  it.each([
    ['counts a complete response', [], [], true, 'counted', null],
    ['leaves out one with too few answers', [], [], false, 'incomplete', 'incomplete'],
    ['leaves out what a rule of level "reject" raised', [], ['too-fast'], true, 'excluded', 'too-fast'],
    [
      'puts a flagged one back when a reviewer says so',
      decided('readmitted'),
      ['too-fast'],
      true,
      'counted',
      null,
    ],
    [
      'still wants enough answers of one put back',
      decided('readmitted'),
      [],
      false,
      'incomplete',
      'incomplete',
    ],
    ['follows the reviewer who excludes', decided('excluded'), [], true, 'excluded', 'reviewer'],
    [
      'follows the respondent who withdraws',
      decided('withdrawn'),
      ['too-fast'],
      true,
      'withdrawn',
      'withdrawn',
    ],
  ])('%s', (_, decisions, rejectedBy, isComplete, state, reason) => {
    expect(responseState({ decisions, rejectedBy, isComplete })).toEqual({ state, reason });
  });
});
