import type { Catalogue } from '../../../server/domain/catalogue.js';
import type { MethodVersions } from '../../../server/domain/method-versions.js';
import type { Answers, Questionnaire } from '../../../server/domain/questionnaire.js';
import { versionName } from '../../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../../server/domain/response.js';
import type { Population } from '../../../server/domain/population.js';
import type { MonthTransactions } from '../../../server/domain/transactions.js';
import type { Unit, UnitType } from '../../../server/domain/unit.js';
import type { Method, SurveyMethod } from '../../../server/satisfaction/method.js';
import { indicesService, type Indices } from '../../../server/services/indices.js';
import { numbersService, type Numbers } from '../../../server/services/numbers/numbers.js';
import { formWith, response } from '../../domain/answers-fixture.js';
import { memoryAnswers, type MemoryAnswers } from '../memory-answers.js';

const text = { vi: '', en: '' };

function unit(code: string, type: UnitType, parent: string | null): Unit {
  return { code, name: { vi: code, en: code }, type, parent, validFrom: null, validTo: null, successors: [] };
}

export function surveyMethod(
  id: string,
  questionnaires: string[],
  change: Partial<SurveyMethod> = {},
): SurveyMethod {
  return {
    kind: 'survey',
    id,
    version: 1,
    title: { vi: id, en: id },
    legalBasis: text,
    formula: text,
    source: '',
    validFrom: null,
    validTo: null,
    rounding: { decimals: 2 },
    questionnaires,
    criterionRule: 'top2',
    aggregation: { rule: 'mean_of_criteria', text },
    unitAggregation: { rule: 'pooled', text },
    validity: { minimumAnswered: 0.5, text },
    display: { suppressBelow: 10, warnBelow: 30 },
    ...change,
  };
}

/** A form that shares no criterion with the tiny one. */
export function shortForm(): Questionnaire {
  const form = formWith({ id: 'short', parts: formWith().parts.slice(1, 2) });
  form.parts[0]!.id = 's';
  form.parts[0]!.items[0]!.id = 's1';
  return form;
}

const score: Method = {
  ...{ kind: 'score', id: 'score', version: 1, title: text, legalBasis: text, formula: text, source: '' },
  ...{ validFrom: null, validTo: null, rounding: { decimals: 2 }, questionnaires: [], criterionRule: null },
  ...{ aggregation: { text }, unitAggregation: { text }, tree: { id: 'all', weight: 1, children: [] } },
} as unknown as Method;

export interface TinyWorld extends MemoryAnswers {
  catalogue: Catalogue;
  /** Dossiers loaded. */
  transactions: MonthTransactions[];
  /** By `period unit`. */
  populations: Map<string, Population>;
  numbers: Numbers;
  indices: Indices;
  /** `n` responses with these answers; received in July 2026 unless `receivedAt` says otherwise. The clock stands at the end of September. */
  answer(n: number, answers: Answers, change?: Partial<StoredResponse>): void;
}

/** Versions of one id in the order given, which is that of time. */
export function versionsById(methods: readonly Method[]): Catalogue['methods'] {
  const byId = new Map<string, MethodVersions>();
  for (const method of methods)
    byId.set(method.id, [...(byId.get(method.id) ?? []), method] as MethodVersions);
  return byId;
}

/** A city with a department, its centre and three wards; the tiny form, its land variant and a short form. */
export function tinyWorld(options: { forms?: Questionnaire[]; methods?: Method[] } = {}): TinyWorld {
  const forms = options.forms ?? [formWith(), formWith({ id: 'tiny-land', domain: 'land' }), shortForm()];
  const methods = options.methods ?? [
    surveyMethod('sipas-2640-top2', ['tiny', 'tiny-land']),
    surveyMethod('short-mean4', ['short'], { criterionRule: 'mean4' }),
    surveyMethod('short-top2', ['short']),
    score,
  ];
  const units = [
    unit('01', 'thanh_pho', null),
    unit('so', 'so', '01'),
    unit('centre', 'don_vi_su_nghiep', 'so'),
    ...['w1', 'w2', 'w3'].map((code) => unit(code, 'phuong', '01')),
  ];
  const land = {
    code: '1.012',
    name: { vi: 'Đăng ký đất đai', en: '' },
    domain: 'land' as const,
    source: '',
  };
  const catalogue: Catalogue = {
    questionnaires: new Map(forms.map((form) => [versionName(form), form])),
    units: new Map(units.map((each) => [each.code, each])),
    procedures: new Map([[land.code, land]]),
    methods: versionsById(methods),
  };
  const memory = memoryAnswers(forms);
  memory.clock.now = new Date('2026-09-30T03:00:00Z');
  const transactions: MonthTransactions[] = [];
  const inMonths = async (months: readonly string[]) =>
    transactions.filter(({ month }) => months.includes(month));
  const populations = new Map<string, Population>();
  const find = async (period: string, unitCode: string) => populations.get(`${period} ${unitCode}`) ?? null;
  const numbers = numbersService({
    catalogue,
    blocks: memory.service,
    transactions: { inMonths },
    populations: { find },
  });
  return {
    ...memory,
    catalogue,
    transactions,
    populations,
    numbers,
    indices: indicesService({ catalogue, numbers }),
    answer(n, answers, change = {}) {
      const receivedAt = new Date('2026-07-10T03:00:00Z');
      const made = Array.from({ length: n }, () =>
        response({ unitCode: 'w1', receivedAt, answers, ...change }),
      );
      memory.responses.push(...made);
    },
  };
}

export const good: Answers = { a1: 5, a2: 4, b1: 4 };
export const bad: Answers = { a1: 2, a2: 1, b1: 3 };
