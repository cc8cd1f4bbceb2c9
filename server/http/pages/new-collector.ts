import { Type, type Static } from '@sinclair/typebox';
import type { Catalogue } from '../../domain/catalogue.js';
import { versionOn } from '../../domain/method-versions.js';
import { dayOf } from '../../domain/period.js';
import { versionName, type Language } from '../../domain/questionnaire.js';
import { channels } from '../../domain/response.js';
import { Problem } from '../../problem.js';
import { collectorId, type NewCollector } from '../../services/collectors.js';
import { DEFAULT_METHOD } from '../../services/numbers/survey-method.js';
import { findUnits } from '../../services/unit-search.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { unitCode } from '../schemas.js';
import { searchText } from './dashboard.js';
import { dayPattern, endOfDay, startOfDay } from './day.js';
import { oneOf } from './one-of.js';

const fields = Type.Object({
  unit: searchText,
  questionnaire: Type.String({ maxLength: 80 }),
  channel: oneOf(channels),
  randomSample: Type.Optional(Type.Literal('yes')),
  opensOn: Type.String({ maxLength: 10 }),
  closesOn: Type.Optional(Type.String({ maxLength: 10 })),
});
type Fields = Partial<Static<typeof fields>>;

/** What is wrong with a filled-in form; every member is false, null or empty where nothing is. */
interface Faults {
  unitNone: boolean;
  unitSeveral: string | null;
  datesWrong: boolean;
  exists: string | null;
}
const noFaults: Faults = { unitNone: false, unitSeveral: null, datesWrong: false, exists: null };

function view(given: Fields, faults: Faults, { questionnaires, units }: Catalogue) {
  return {
    given: { ...given, randomSample: given.randomSample === 'yes' },
    faults,
    faulty: faults !== noFaults,
    unitNames: [...units.values()].map(({ name }) => name),
    forms: [...questionnaires.values()].map((form) => ({
      name: versionName(form),
      title: form.title,
      version: form.version,
      chosen: versionName(form) === given.questionnaire,
    })),
    channels: channels.map((channel) => ({
      channel,
      key: `official.channel.${channel}`,
      chosen: channel === given.channel,
    })),
  };
}

/** The newest version of the form that the index is made of on a day: what most collectors ask. */
function usualForm({ methods, questionnaires }: Catalogue, day: string): string {
  const versionsOfMethod = methods.get(DEFAULT_METHOD);
  const [id] = versionsOfMethod ? versionOn(versionsOfMethod, day).questionnaires : [];
  const versions = [...questionnaires.values()].filter((form) => form.id === id);
  const newest = versions.sort((a, b) => b.version - a.version)[0];
  return newest ? versionName(newest) : '';
}

/** Reads a form; answers what is wanted or all that is wrong. */
function read(given: Static<typeof fields>, catalogue: Catalogue, language: Language): NewCollector | Faults {
  const found = findUnits(catalogue.units.values(), given.unit);
  const isDay = (day: string) => new RegExp(dayPattern).test(day);
  const opensAt = isDay(given.opensOn) ? startOfDay(given.opensOn) : null;
  const last = given.closesOn ?? '';
  const closesAt = isDay(last) ? endOfDay(last) : null;
  const datesWrong =
    opensAt === null || (last !== '' && closesAt === null) || (closesAt !== null && closesAt <= opensAt);
  const [unit] = found;
  if (found.length !== 1 || !unit || datesWrong)
    return {
      unitNone: found.length === 0,
      unitSeveral: found.length > 1 ? found.map(({ name }) => name[language]).join(', ') : null,
      datesWrong,
      exists: null,
    };
  const { questionnaire, channel } = given;
  return {
    unitCode: unit.code,
    questionnaire,
    channel,
    randomSample: given.randomSample === 'yes',
    opensAt,
    closesAt,
  };
}

export const newCollectorPage = defineRoute({
  method: 'get',
  path: '/collectors/new',
  summary: 'The form that opens a collector',
  access: 'collect',
  query: Type.Object({ unit: Type.Optional(unitCode) }),
  reply: { 200: 'text/html' },
  problems: [],
  handle: ({ query, language }, { catalogue, now }) => {
    const unit = query.unit === undefined ? '' : (catalogue.units.get(query.unit)?.name[language] ?? '');
    const given = {
      unit,
      questionnaire: usualForm(catalogue, dayOf(now())),
      channel: 'qr',
      opensOn: dayOf(now()),
    } as const;
    return page('new-collector', view(given, noFaults, catalogue));
  },
});

export const createCollector = defineRoute({
  method: 'post',
  path: '/collectors',
  summary: 'Opens a collector: one form at one unit through one channel',
  access: 'collect',
  form: fields,
  reply: { 303: 'text/html', 409: 'text/html', 422: 'text/html' },
  problems: ['csrf-token-invalid', 'questionnaire-not-found'],
  handle: async ({ body, language }, { collectors, catalogue }) => {
    const wanted = read(body, catalogue, language);
    if ('unitNone' in wanted) return page('new-collector', view(body, wanted, catalogue), 422);
    try {
      const { id, unitCode } = await collectors.create(wanted);
      return seeOther(`/collectors?${new URLSearchParams({ unit: unitCode, created: id })}`);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'collector-exists') throw error;
      const exists = `/collectors?${new URLSearchParams({ q: collectorId(wanted) })}`;
      return page('new-collector', view(body, { ...noFaults, exists }, catalogue), 409);
    }
  },
});

export const newCollectorRoutes: AnyRoute[] = [newCollectorPage, createCollector];
