import { describe, expect, it } from '@jest/globals';
import { standingDecision, withdrawalId, type Decision } from '../../server/domain/decision.js';

function decision(kind: Decision['kind'], day: number, id = `${kind}-${day}`): Decision {
  const response = {
    unitCode: '00004',
    questionnaire: { id: 'q', version: 1 },
    receivedAt: new Date('2026-07-01T02:00:00Z'),
  };
  const receivedAt = new Date(Date.UTC(2026, 6, day));
  return { id, responseId: 'r', kind, reason: 'duplicate', by: 'administrator', receivedAt, response };
}

describe('standingDecision', () => {
  it('is null where nobody decided', () => {
    expect(standingDecision([])).toBeNull();
  });

  it('is the latest, in whatever order they are read', () => {
    const [excluded, readmitted] = [decision('excluded', 2), decision('readmitted', 3)];
    expect(standingDecision([excluded, readmitted])).toBe(readmitted);
    expect(standingDecision([readmitted, excluded])).toBe(readmitted);
  });

  it('is the withdrawal, whatever a reviewer decided afterwards', () => {
    const withdrawn = decision('withdrawn', 2);
    expect(standingDecision([withdrawn, decision('readmitted', 9)])).toBe(withdrawn);
  });

  it('is the same for two decisions of one moment, in whatever order they are read', () => {
    const [a, b] = [decision('excluded', 2, 'a'), decision('readmitted', 2, 'b')];
    expect(standingDecision([a, b])).toBe(b);
    expect(standingDecision([b, a])).toBe(b);
  });

  it('gives a response one withdrawal', () => {
    expect(withdrawalId('r')).toBe('r:withdrawn');
  });
});
