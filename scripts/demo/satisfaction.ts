import type { Domain } from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import { aspectEase, aspects, type Aspect } from './aspects.js';
import { encounterEffect, type Encounter } from './encounter.js';
import { leniencyOf, type Person } from './person.js';
import type { Style } from './style.js';
import type { UnitProfile } from './unit-profile.js';

/** Land files please least, visits for honours and allowances most, as in every published comparison of services. */
const domainEffect: Record<Domain, number> = {
  general: 0.06,
  labour: 0,
  unemployment_insurance: -0.03,
  social_protection: 0.04,
  people_with_merit: 0.1,
  land: -0.24,
};

/** Answers given in the agency's rooms are kinder than those given at home, those to an interviewer at home frankest. */
const channelEffect: Record<Channel, number> = {
  kiosk: 0.07,
  paper: 0.1,
  phone: 0.05,
  qr: -0.04,
  token: -0.1,
  web: -0.1,
  interview: -0.2,
  import: 0,
};

/** Mean latent satisfaction of a respondent with each aspect; `quality` is the unit's in that month. */
export function satisfactionOf(options: {
  profile: UnitProfile;
  quality: number;
  desk: UnitProfile['desks'][number];
  domain: Domain;
  channel: Channel;
  person: Person;
  style: Style;
  encounter: Encounter;
}): Record<Aspect, number> {
  const { profile, quality, desk, domain, channel, person, style, encounter } = options;
  const shared = quality + domainEffect[domain] + channelEffect[channel] + leniencyOf(person);
  const of = (aspect: Aspect): number =>
    shared +
    aspectEase[aspect] +
    profile.aspectQuality[aspect] +
    (aspect === 'officials' ? desk.officials : desk.other) +
    style.mood[aspect] +
    encounterEffect(encounter, aspect);
  return Object.fromEntries(aspects.map((aspect) => [aspect, of(aspect)])) as Record<Aspect, number>;
}
