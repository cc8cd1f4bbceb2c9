import { Type } from '@sinclair/typebox';
import { parsePeriod } from '../../domain/period.js';
import type { Language } from '../../domain/questionnaire.js';
import { Problem } from '../../problem.js';
import { defaultPeriod, periodChoices } from '../../services/period-choices.js';
import { findUnits } from '../../services/unit-search.js';
import type { Services } from '../../services/services.js';
import { page, seeOther, type Reply } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId } from '../schemas.js';
import { snapshotName } from '../routes/snapshots.js';
import { searchText } from './dashboard.js';

/** What the form keeps when it comes back. */
interface Given {
  period?: string;
  unit?: string;
}

async function view(
  { snapshots, catalogue, rootUnit, now }: Services,
  language: Language,
  given: Given,
  faults: { unitFault?: true; nothing?: true } = {},
): Promise<Reply> {
  const at = now();
  const rows = (await snapshots.list(false)).map(({ id, content, frozenAt, publishedAt }) => ({
    id,
    period: parsePeriod(content.period.id).label,
    unit: content.unit.name,
    overall: content.index.overall,
    responses: content.responses,
    frozenAt,
    publishedAt,
  }));
  const unit = given.unit ?? catalogue.units.get(rootUnit)?.name[language] ?? rootUnit;
  const unitNames = [...catalogue.units.values()].map(({ name }) => name);
  const model = {
    choices: periodChoices(at),
    period: { id: given.period ?? defaultPeriod(at).id },
    unit,
    unitNames,
    rows,
    ...faults,
  };
  return page('snapshots', model, faults.unitFault || faults.nothing ? 422 : 200);
}

export const snapshotsPage = defineRoute({
  method: 'get',
  path: '/snapshots',
  summary: 'Frozen indices, and where to freeze and publish them',
  access: 'review',
  reply: { 200: 'text/html' },
  problems: [],
  handle: ({ language }, services) => view(services, language, {}),
});

export const freezeForm = defineRoute({
  method: 'post',
  path: '/snapshots',
  summary: 'Freezes the index of a unit in a period',
  access: 'review',
  form: Type.Object({ period: periodId, unit: searchText }),
  reply: { 303: 'text/html', 422: 'text/html' },
  problems: ['csrf-token-invalid', 'period-invalid', 'unavailable'],
  async handle({ body, visitor, language }, services) {
    const found = findUnits(services.catalogue.units.values(), body.unit);
    if (found.length !== 1) return view(services, language, body, { unitFault: true });
    try {
      await services.snapshots.freeze(body.period, found[0]!.code, visitor.account!.id);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'nothing-to-freeze') throw error;
      return view(services, language, body, { nothing: true });
    }
    return seeOther('/snapshots');
  },
});

export const publishForm = defineRoute({
  method: 'post',
  path: '/snapshots/publish',
  summary: 'Lets anybody see a snapshot, for good',
  access: 'review',
  form: Type.Object({ id: snapshotName }),
  reply: { 303: 'text/html' },
  problems: ['csrf-token-invalid', 'not-found'],
  async handle({ body: { id }, visitor }, { snapshots }) {
    await snapshots.publish(id, visitor.account!.id);
    return seeOther('/snapshots');
  },
});

export const snapshotPages: AnyRoute[] = [snapshotsPage, freezeForm, publishForm];
