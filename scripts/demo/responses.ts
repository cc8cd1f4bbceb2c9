import type { Catalogue } from '../../server/domain/catalogue.js';
import { monthOf } from '../../server/domain/period.js';
import { versionName, type Language } from '../../server/domain/questionnaire.js';
import type { Channel, Collector, Response } from '../../server/domain/response.js';
import { consentText } from '../../server/domain/consent-text.js';
import { drawAnswers } from './answers.js';
import { drawEncounter } from './encounter.js';
import { drawPerson } from './person.js';
import { drawField, drawProcedure, fieldsOf, proceduresByField } from './procedures.js';
import { randomFrom, type Random } from './random.js';
import type { Respondent } from './respondent.js';
import { responseId } from './response-id.js';
import { satisfactionOf } from './satisfaction.js';
import { schedule, type Arrival } from './schedule.js';
import { drawStyle } from './style.js';
import { drawDelay, drawSeconds } from './timing.js';
import { qualityIn, unitProfile, type UnitProfile } from './unit-profile.js';
import { demoYear } from './year.js';

/** How often a response by this channel knows at which desk the visit was. */
const deskKnown: Record<Channel, number> = {
  kiosk: 1,
  qr: 0.9,
  web: 0.2,
  token: 0.2,
  paper: 1,
  phone: 0,
  interview: 0,
  import: 0,
};

function drawLanguage(random: Random, channel: Channel): Language {
  const foreign = channel === 'web' || channel === 'qr' ? 0.015 : channel === 'kiosk' ? 0.006 : 0;
  return random.chance(foreign) ? 'en' : 'vi';
}

/** What is the same for all responses of one run. */
interface Setting {
  catalogue: Catalogue;
  seed: number;
  months: string[];
  profiles: ReadonlyMap<string, UnitProfile>;
  procedures: ReturnType<typeof proceduresByField>;
  /** Communes and wards by size: where a random citizen lives. */
  residences: (readonly [string, number])[];
}

function makeResponse(setting: Setting, { collector, at }: Arrival, number: number): Response {
  const { catalogue, seed, months, profiles } = setting;
  const random = randomFrom(seed, 'response', number);
  const { channel, unitCode } = collector;
  // A sampled citizen tells of the office where they live, those who choose to answer tell of this one.
  const visited = collector.randomSample ? random.weighted(setting.residences) : unitCode;
  const unit = catalogue.units.get(visited)!;
  const questionnaire = catalogue.questionnaires.get(versionName(collector.questionnaire))!;
  const profile = profiles.get(visited)!;

  const online = channel === 'web' || channel === 'token' || channel === 'qr';
  const field = drawField(random, questionnaire.domain, fieldsOf(catalogue, unit));
  const desk = random.weighted(profile.desks.map((one) => [one, one.load] as const));
  const person = drawPerson(random, unit, online);
  const style = drawStyle(random, channel);
  const encounter = drawEncounter(random, field, profile.lateness, online);
  const quality = qualityIn(seed, visited, profile, months.indexOf(monthOf(at)));
  const satisfaction = satisfactionOf({
    profile,
    quality,
    desk,
    domain: field,
    channel,
    person,
    style,
    encounter,
  });
  const respondent: Respondent = { person, style, encounter, satisfaction };
  const language = drawLanguage(random, channel);

  const answers = drawAnswers(random, respondent, { questionnaire, channel, language });
  const seconds = drawSeconds(random, respondent, channel, answers);
  const startedAt = new Date(at.getTime() - 1000 * (seconds + drawDelay(random, channel)));
  return {
    id: responseId(random),
    collectorId: collector.id,
    questionnaire: collector.questionnaire,
    unitCode,
    channel,
    randomSample: collector.randomSample,
    procedure: drawProcedure(random, setting.procedures, field, channel),
    desk: random.chance(deskKnown[channel]) ? desk.name : null,
    language,
    answers,
    consent: {
      text: consentText(questionnaire),
      givenAt: startedAt,
      sensitive: style.agreesToSensitive,
    },
    paradata: { startedAt, seconds },
    receivedAt: at,
  };
}

/**
 * The demo's responses, earliest first: `count` plausible answers of nobody over the twelve months up to the last
 * quarter that had ended on `today`. The same arguments give the same responses, so an interrupted run can go on.
 */
export function* demoResponses(options: {
  catalogue: Catalogue;
  collectors: readonly Collector[];
  today: Date;
  count: number;
  seed: number;
  /** How many to leave out at the beginning: those that an interrupted run has stored. */
  skip?: number;
}): Generator<Response> {
  const { catalogue, collectors, today, count, seed, skip = 0 } = options;
  const { from, to, months } = demoYear(today);
  const profiles = new Map([...catalogue.units.values()].map((unit) => [unit.code, unitProfile(seed, unit)]));
  const residences = [...catalogue.units.values()]
    .filter(({ type }) => type === 'phuong' || type === 'xa')
    .map(({ code }) => [code, profiles.get(code)!.size] as const);
  const procedures = proceduresByField(catalogue);
  const setting: Setting = { catalogue, seed, months, profiles, procedures, residences };
  const arrivals = schedule({ catalogue, collectors, profiles, from, to, count, seed });
  for (let number = skip; number < arrivals.length; number++)
    yield makeResponse(setting, arrivals[number]!, number);
}
