import { responseRecord, type ResponseRecord } from '../../domain/response-record.js';
import type { Catalogue } from '../../domain/catalogue.js';
import { versionName } from '../../domain/questionnaire.js';
import type { StoredResponse } from '../../domain/response.js';
import type { ResponseStore } from '../../store/responses.js';
import { inOrder } from '../in-order.js';

/** Which responses could be in a snapshot, whatever was decided about them. */
export interface RecordScope {
  from: Date;
  to: Date;
  unitCodes: readonly string[];
  source: 'self-selected' | 'random-sample';
  /** Version names `id@version`. */
  forms: readonly string[];
}

export interface RecordDeps {
  catalogue: Pick<Catalogue, 'questionnaires'>;
  responses: Pick<ResponseStore, 'stream'>;
}

/** More units than this are read without naming them: most of the period is wanted anyway. */
const UNITS_NAMED = 50;

/**
 * The responses of a scope with their records, in the order of a snapshot's tree. Memory does not grow with their number.
 * @throws Error when a form is not in the catalogue.
 */
export async function* recordedResponses(
  { catalogue, responses }: RecordDeps,
  { from, to, unitCodes, source, forms }: RecordScope,
): AsyncGenerator<{ response: StoredResponse; record: ResponseRecord }> {
  const units = new Set(unitCodes);
  const questionnaires = new Map(
    forms.map((name) => {
      const questionnaire = catalogue.questionnaires.get(name);
      if (!questionnaire) throw new Error(`${name} is not under surveys/questionnaires/`);
      return [name, questionnaire];
    }),
  );
  const stream = responses.stream({
    receivedFrom: from,
    receivedTo: to,
    ...(units.size <= UNITS_NAMED && { unitCodes: [...units] }),
  });
  for await (const response of inOrder(stream)) {
    const questionnaire = questionnaires.get(versionName(response.questionnaire));
    if (!questionnaire || !units.has(response.unitCode)) continue;
    if (response.randomSample !== (source === 'random-sample')) continue;
    yield { response, record: responseRecord(questionnaire, response) };
  }
}
