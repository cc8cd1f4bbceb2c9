import { describe, expect, it } from '@jest/globals';
import { methodCards } from '../../../server/http/pages/method-cards.js';
import { surveyMethod, versionsById } from '../../services/numbers/tiny-world.js';

const methods = versionsById([
  surveyMethod('short', ['short']),
  surveyMethod('sipas-2640-top2', ['tiny']),
  surveyMethod('sipas-2640-top2', ['tiny'], { version: 2, validFrom: '2026-07-01' }),
  surveyMethod('sipas-2640-top2', ['tiny'], { version: 3, validFrom: '2027-01-01' }),
]);

describe('the cards of the methods', () => {
  it('show every version with its time, the one of today marked', () => {
    const cards = methodCards({ methods }, '2026-11-02').map((card) => {
      const tags = (['used', 'upcoming', 'replaced'] as const).filter((tag) => card[tag]);
      return [`${card.id}@${card.version}`, card.validFrom, card.validTo, ...tags];
    });
    expect(cards).toEqual([
      ['sipas-2640-top2@3', '2027-01-01', null, 'upcoming'],
      ['sipas-2640-top2@2', '2026-07-01', '2027-01-01', 'used'],
      ['sipas-2640-top2@1', null, '2026-07-01', 'replaced'],
      ['short@1', null, null],
    ]);
  });

  it('mark none as replaced before its successor has begun', () => {
    const [, , first] = methodCards({ methods }, '2026-06-30');
    expect(first).toMatchObject({ version: 1, used: true, replaced: false });
  });
});
