import type { Catalogue } from '../domain/catalogue.js';
import { issuerOf, type Issuers } from '../domain/issuer.js';
import type { ReportModel } from '../domain/report-model.js';
import { collectionOf, countedForms } from './numbers/collection.js';
import { countRows } from './numbers/row-mask.js';
import { domainRows } from './numbers/domain-rows.js';
import { monthRows } from './numbers/month-rows.js';
import type { NumbersAt } from './numbers/numbers.js';
import { overallNumbers } from './numbers/overall-numbers.js';
import { procedureRows } from './numbers/procedure-rows.js';
import { questionTables } from './numbers/question-tables.js';
import { respondentTables } from './numbers/respondent-tables.js';
import { unitRows } from './numbers/unit-rows.js';

/** Everything a report says, from the rows of its period; only the quoted comments and the moment come from elsewhere. */
export function reportModel(
  at: NumbersAt,
  facts: { catalogue: Catalogue; issuers: Issuers; samples: string[]; madeAt: Date },
): ReportModel {
  const { base, others, remember } = at;
  const { catalogue, issuers, samples, madeAt } = facts;
  const { period, previous, unit, method } = base;
  const { overall, previousOverall, change, elements } = overallNumbers(at);
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
    },
    questionnaires: remember('questionnaires', () => countedForms(base)),
    source: base.source,
    collection: remember('collection', () => collectionOf(base)),
    overall,
    previousOverall,
    change,
    comparisonBreak: base.comparisonBreak,
    others,
    elements,
    domains: remember('domains', () => domainRows(base, catalogue)),
    procedures: remember('procedures', () => procedureRows(base, catalogue)),
    units: remember('units', () => unitRows(base)),
    months: remember('months', () => monthRows(base)),
    respondents: remember('respondents', () => respondentTables(base)),
    process: remember('process', () => questionTables(base, 'process')),
    expectations: remember('expectations', () => questionTables(base, 'expectations')),
    comments: { n: remember('comments', () => countRows(commented(base))), samples },
  };
}

function commented({ table, counted }: NumbersAt['base']): Uint8Array {
  return counted.map((mark, row) => mark & table.commented[row]!);
}
