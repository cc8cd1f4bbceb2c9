import { decisionStates } from '../../domain/answer-block.js';
import { monthsOf } from '../../domain/period.js';
import { qualityRules, type QualityRule } from '../../domain/quality-flags.js';
import { versionName, type Text } from '../../domain/questionnaire.js';
import type { ReportModel } from '../../domain/report-model.js';
import { channels } from '../../domain/response.js';
import { addTallies } from '../../satisfaction/tally.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigure } from './figure.js';
import { displayIn } from './hidden-in-tree.js';
import { countBy, countRows, rowMask } from './row-mask.js';

const rules: Readonly<Record<string, QualityRule | undefined>> = qualityRules;
const plain: Readonly<Record<string, Text>> = {
  withdrawn: { vi: 'Người trả lời rút phiếu', en: 'Withdrawn by the respondent' },
  incomplete: { vi: 'Trả lời chưa đủ số tiêu chí tối thiểu', en: 'Too few criteria answered' },
  reviewer: { vi: 'Loại khi phúc tra', en: 'Excluded on review' },
};

/**
 * What was received and what of it counts: same source and forms as the index. `channels` are those of the counted
 * responses. `withExcluded` is the index over all but the withdrawn; null where nothing else was left out.
 */
export function collectionOf(base: AnswerBase, count: CountBy): () => ReportModel['collection'] {
  const { table, counted } = base;
  const received = maskOf(base, [...decisionStates]);
  const putBack = maskOf(base, ['counted', 'excluded', 'incomplete']);
  const valid = countRows(counted);
  const months = countRows(putBack) > valid ? count(putBack, table.month, table.months.length) : null;
  return () => {
    const byReason = countBy(received, table.reason, table.reasons.length + 1);
    const excluded = table.reasons
      .map((id, at) => ({ reason: reasonText(id), n: byReason[at + 1]! }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n || (a.reason.vi < b.reason.vi ? -1 : 1));
    const byChannel = countBy(counted, table.channel, channels.length);
    return {
      received: countRows(received),
      valid,
      excluded,
      channels: channels.map((channel, at) => ({ channel, n: byChannel[at]! })).filter(({ n }) => n > 0),
      withExcluded: months && toFigure(overallOf(base, addTallies(months())), displayIn(base)),
    };
  };
}

/** Forms with counted responses, in the order of the catalogue. */
export function countedForms({ table, counted, forms }: AnswerBase): ReportModel['questionnaires'] {
  const byForm = countBy(counted, table.questionnaire, table.questionnaires.length);
  return forms
    .map((form) => ({
      id: form.id,
      version: form.version,
      title: form.title,
      responses: byForm[table.questionnaires.indexOf(versionName(form))] ?? 0,
    }))
    .filter(({ responses }) => responses > 0);
}

function maskOf(
  { table, period, source, forms }: AnswerBase,
  states: (typeof decisionStates)[number][],
): Uint8Array {
  return rowMask(table, { states, source, months: monthsOf(period), forms: new Set(forms.map(versionName)) });
}

function reasonText(id: string): Text {
  return plain[id] ?? rules[id]?.text ?? { vi: id, en: id };
}
