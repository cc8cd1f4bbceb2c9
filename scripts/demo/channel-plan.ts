import type { Questionnaire } from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import type { Unit } from '../../server/domain/unit.js';
import { purposeOf } from './forms.js';

/** A channel with its share of the unit's responses; shares are relative. */
export type ChannelPlan = readonly (readonly [Channel, number])[];

const domainChannels = {
  labour: 'web',
  unemployment_insurance: 'kiosk',
  social_protection: 'kiosk',
  people_with_merit: 'kiosk',
  land: 'web',
  general: 'web',
} as const;

function domainPlan(questionnaire: Questionnaire, unit: Unit): ChannelPlan {
  const channel = domainChannels[questionnaire.domain];
  // People with merit are often old: communes hand them a paper form. Departments also call back by phone.
  if (unit.type === 'xa') return [[questionnaire.domain === 'people_with_merit' ? 'paper' : channel, 0.09]];
  if (unit.type === 'phuong') return [[channel, 0.09]];
  return [
    [channel, 0.3],
    ['phone', 0.06],
  ];
}

/** By which channels a unit asks with this form; empty when it does not. */
export function channelPlan(questionnaire: Questionnaire, unit: Unit): ChannelPlan {
  switch (purposeOf(questionnaire)) {
    case 'main':
      return unit.type === 'xa'
        ? [
            ['kiosk', 0.22],
            ['web', 0.12],
            ['paper', 0.12],
          ]
        : [
            ['kiosk', 0.28],
            ['web', 0.18],
          ];
    case 'short':
      return [['qr', 0.26]];
    case 'sample':
      // A random sample of the city's citizens, interviewed at home; never pooled with those who chose to answer.
      return unit.type === 'thanh_pho' ? [['interview', 1.9]] : [];
    case 'domain':
      return domainPlan(questionnaire, unit);
    case null:
      return [];
  }
}
