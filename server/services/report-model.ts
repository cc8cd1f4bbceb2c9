import type { Catalogue } from '../domain/catalogue.js';
import { issuerOf, type Issuers } from '../domain/issuer.js';
import type { QualityTold, ReportModel } from '../domain/report-model.js';
import { countedForms } from './numbers/collection.js';
import { countBy } from './numbers/row-mask.js';
import type { NumbersAt } from './numbers/numbers.js';
import { questionTables } from './numbers/question-tables.js';
import { reportTables } from './numbers/report-tables.js';

/** Everything a report says, from the rows of its period; only the quoted comments, the signs of
 * quality and the moment come from elsewhere. */
export function reportModel(
  at: NumbersAt,
  facts: {
    catalogue: Catalogue;
    issuers: Issuers;
    samples: string[];
    quality: QualityTold;
    madeAt: Date;
  },
): ReportModel {
  const { base, others, remember } = at;
  const { catalogue, issuers, samples, quality, madeAt } = facts;
  const { period, previous, unit, method } = base;
  const parent = unit.parent === null ? null : (catalogue.units.get(unit.parent) ?? null);
  return {
    period: { id: period.id, label: period.label, from: period.from, to: period.to },
    previousPeriod: { id: previous.id, label: previous.label },
    unit: { code: unit.code, name: unit.name, type: unit.type },
    issuer: issuerOf(issuers, unit, parent),
    madeAt,
    method: {
      id: method.id,
      version: method.version,
      title: method.title,
      legalBasis: method.legalBasis,
      formula: method.formula,
      aggregation: method.aggregation.text,
      unitAggregation: method.unitAggregation.text,
      note: base.methodNote,
      display: method.display,
    },
    questionnaires: remember('questionnaires', () => countedForms(base)),
    source: base.source,
    comparisonBreak: base.comparisonBreak,
    others,
    ...reportTables(at, catalogue),
    quality,
    process: remember('process', () => questionTables(base, 'process')),
    expectations: remember('expectations', () => questionTables(base, 'expectations')),
    comments: { n: remember('comments', () => countBy(base.counted, base.table.commented, 2)[1]!), samples },
  };
}
