import { createHash } from 'node:crypto';
import type { Catalogue } from '../domain/catalogue.js';
import type { Decision } from '../domain/decision.js';
import { exportColumns, exportRow } from '../domain/export-row.js';
import { parsePeriod } from '../domain/period.js';
import { versionName } from '../domain/questionnaire.js';
import { Problem } from '../problem.js';
import type { DecisionStore } from '../store/decisions.js';
import type { ResponseStore } from '../store/responses.js';
import { stateOf } from './state-of.js';

/**
 * The raw responses of a period as lines, streamed; nothing is cut, and the last line counts and hashes what went before.
 * It has all columns but no decision: `npm run index -- FILE --where decision=counted` passes it over and computes from
 * the same rows as the report.
 */
export interface Exports {
  /** CSV with BOM: one row a response (id, unit, month, channel, decision, every item of the questionnaire). @throws Problem. */
  responsesCsv(period: string, questionnaire: string): Promise<AsyncIterable<string>>;
}

export interface ExportsDeps {
  catalogue: Pick<Catalogue, 'questionnaires'>;
  responses: Pick<ResponseStore, 'stream'>;
  decisions: Pick<DecisionStore, 'stream'>;
  /** One line of CSV with its end. `render` knows how. */
  csvLine: (cells: readonly (string | number)[]) => string;
}

export function exportsService({ catalogue, responses, decisions, csvLine }: ExportsDeps): Exports {
  return {
    async responsesCsv(periodId, name) {
      const { from, to } = parsePeriod(periodId);
      const questionnaire = catalogue.questionnaires.get(name);
      if (!questionnaire) throw new Problem('questionnaire-not-found');
      const { id, version } = questionnaire;
      const only = { questionnaire: { id, version } };
      const decided = new Map<string, Decision[]>();
      for await (const decision of decisions.stream({ ...only, responseFrom: from, responseTo: to }))
        decided.set(decision.responseId, [...(decided.get(decision.responseId) ?? []), decision]);

      async function* lines(): AsyncGenerator<string> {
        const hash = createHash('sha256');
        const line = (cells: readonly (string | number)[]): string => {
          const text = csvLine(cells);
          hash.update(text);
          return text;
        };
        const columns = exportColumns(questionnaire!);
        yield `\uFEFF${line(columns)}`;
        let rows = 0;
        for await (const response of responses.stream({ ...only, receivedFrom: from, receivedTo: to })) {
          rows += 1;
          const { state } = stateOf(questionnaire!, response, decided.get(response.id) ?? []);
          yield line(exportRow(questionnaire!, response, state));
        }
        const counted = `${rows} responses to ${versionName(questionnaire!)} in ${periodId}`;
        const end = `# ${counted}; SHA-256 of the lines above without the byte order mark: ${hash.digest('hex')}`;
        yield csvLine(columns.map((_, at) => (at === 0 ? end : '')));
      }
      return lines();
    },
  };
}
