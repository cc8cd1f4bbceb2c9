import type { Catalogue } from '../../domain/catalogue.js';
import { domainNames } from '../../domain/domain-names.js';
import { domains } from '../../domain/questionnaire.js';
import type { ReportModel } from '../../domain/report-model.js';
import { eachStretch } from '../../satisfaction/code-stretches.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { displayIn } from './hidden-in-tree.js';

/**
 * The index by field of administration, fields without responses left out. A response belongs to the field of its form;
 * on the general form to that of the procedure it names, where it names one.
 */
export function domainRows(
  base: AnswerBase,
  catalogue: Pick<Catalogue, 'questionnaires' | 'procedures'>,
  count: CountBy,
): () => ReportModel['domains'] {
  const { table } = base;
  const general = domains.indexOf('general');
  const ofForm = Uint8Array.from(table.questionnaires, (form) =>
    domains.indexOf(catalogue.questionnaires.get(form)?.domain ?? 'general'),
  );
  const ofProcedure = Uint8Array.from([
    general,
    ...table.procedures.map((code) => domains.indexOf(catalogue.procedures.get(code)?.domain ?? 'general')),
  ]);
  const key = new Uint8Array(table.rows);
  eachStretch(table.rows, [table.questionnaire, table.procedure], ([form, procedure], from, size) => {
    for (let at = 0; at < size; at += 1) {
      const own = ofForm[form![at]!]!;
      key[from + at] = own === general ? ofProcedure[procedure![at]!]! : own;
    }
  });
  const tallies = count(base.counted, key, domains.length);
  return () => {
    const estimates = tallies().map((counts) => overallOf(base, counts));
    const figures = toFigures(estimates, displayIn(base));
    return domains
      .map((id, at) => ({ id, title: domainNames[id], figure: figures[at]! }))
      .filter(({ figure }) => figure.n > 0);
  };
}
