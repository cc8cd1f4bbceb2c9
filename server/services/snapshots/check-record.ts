import { versionName } from '../../domain/questionnaire.js';
import { compareRecords, type ResponseRecord } from '../../domain/response-record.js';
import type { SnapshotContent } from '../../domain/snapshot.js';
import { countedItems } from '../../satisfaction/composites.js';

/** Says what is wrong with the next record of an export; null when it belongs where it stands. */
export type RecordCheck = (record: ResponseRecord) => string | null;

/** Checks that records are in the scope of a snapshot, in order, once each, with levels that the scale knows. */
export function recordCheck({
  period,
  unitCodes,
  source,
  questionnaires,
  structure,
}: SnapshotContent): RecordCheck {
  const units = new Set(unitCodes);
  const forms = new Set(questionnaires.map(versionName));
  const criteria = countedItems(structure);
  const seen = new Set<string>();
  let last: ResponseRecord | null = null;

  return (record) => {
    const { id, receivedAt, unitCode, randomSample, questionnaire, answers } = record;
    if (seen.has(id)) return `response ${id} stands there twice`;
    seen.add(id);
    const isInOrder = last === null || compareRecords(last, record) < 0;
    last = record;
    if (!isInOrder) return `response ${id} is not in order`;
    if (receivedAt < period.from || receivedAt >= period.to) return `${receivedAt} is not in ${period.id}`;
    if (!units.has(unitCode)) return `unit ${unitCode} is not among those of the snapshot`;
    if (!forms.has(versionName(questionnaire)))
      return `${versionName(questionnaire)} is not among the questionnaires of the snapshot`;
    if (randomSample !== (source === 'random-sample')) return `response ${id} is not of the source ${source}`;
    const odd = criteria.find((item) => !isLevel(answers[item]));
    return odd === undefined ? null : `the answer to ${odd} is no level: ${JSON.stringify(answers[odd])}`;
  };
}

function isLevel(answer: unknown): boolean {
  return answer === undefined || answer === 'na' || [1, 2, 3, 4, 5].includes(answer as number);
}
