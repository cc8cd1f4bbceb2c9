import { fileURLToPath } from 'node:url';
import { joinBlocks } from '../../../server/domain/answer-table.js';
import { codebook } from '../../../server/domain/codebook.js';
import { packBlock, type PackedBlock } from '../../../server/domain/pack-block.js';
import { monthsOf, parsePeriod } from '../../../server/domain/period.js';
import type { ReportModel } from '../../../server/domain/report-model.js';
import { descendantsDuring } from '../../../server/domain/unit-tree.js';
import { loadCatalogue } from '../../../server/load-catalogue.js';
import { loadIssuers } from '../../../server/load-issuers.js';
import { answerBase, type AnswerBase } from '../../../server/services/numbers/answer-base.js';
import { formsOfMethod, surveyVersions, versionIn } from '../../../server/services/numbers/survey-method.js';
import { reportModel } from '../../../server/services/report-model.js';
import { quarterBlocks } from './quarter-blocks.js';

const PERIOD = '2026-Q3';
const CITY = '01';

/** The forms of the official methods, each with the method that reads it. */
export const officialForms = {
  'sipas-2640-2017': { form: 'sipas-2640-2017@1', method: 'sipas-2640-top2' },
  'sipas-1001-2023': { form: 'sipas-1001-2023@1', method: 'sipas-1001-mean-of-criteria' },
} as const;
export type OfficialForm = keyof typeof officialForms;

/** A city's quarter in which everybody answered one form. */
export interface CityQuarter {
  /** So many responses as they are stored. */
  blocksOf(rows: number): PackedBlock[];
  base(blocks: readonly PackedBlock[]): AnswerBase;
  /** Everything the report of the quarter says. `watch` is called before and after each of its parts is computed. */
  report(blocks: readonly PackedBlock[], watch?: () => void): ReportModel;
}

export async function cityQuarter(name: OfficialForm): Promise<CityQuarter> {
  const surveys = fileURLToPath(new URL('../../../surveys', import.meta.url));
  const catalogue = await loadCatalogue(surveys);
  const issuers = await loadIssuers(surveys);
  const period = parsePeriod(PERIOD);
  const unit = catalogue.units.get(CITY)!;
  const units = descendantsDuring(catalogue.units, CITY, period);
  const method = versionIn(surveyVersions(catalogue, officialForms[name].method), period);
  const forms = formsOfMethod(catalogue, method);
  const form = catalogue.questionnaires.get(officialForms[name].form)!;
  const book = codebook(forms);
  const scope = { period, unit, units, method, methodBefore: method, methodNote: null };
  const base = (blocks: readonly PackedBlock[]): AnswerBase =>
    answerBase(scope, joinBlocks(blocks, book), book, { during: forms, before: forms });
  return {
    base,
    blocksOf: (rows) => quarterBlocks(catalogue, form, rows, monthsOf(period)).map(packBlock),
    report: (blocks, watch = () => undefined) =>
      reportModel(
        {
          base: base(blocks),
          others: [],
          remember<T>(_name: string, compute: () => T): T {
            watch();
            const part = compute();
            watch();
            return part;
          },
        },
        {
          catalogue,
          issuers,
          samples: [],
          quality: { flags: [], units: { compared: 0, far: 0 } },
          madeAt: period.to,
        },
      ),
  };
}
