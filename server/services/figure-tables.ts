import { unitRule } from '../domain/quality-flags.js';
import type { Language } from '../domain/questionnaire.js';
import type { Figure, ReportModel } from '../domain/report-model.js';

export const tableNames = [
  'elements',
  'criteria',
  'units',
  'domains',
  'months',
  'channels',
  'process',
  'weighted',
  'quality',
] as const;
export type TableName = (typeof tableNames)[number];

/** null: nothing to say (nobody answered, suppressed); written as an empty cell, never as 0. */
export type Cell = string | number | null;

const figureHead = ['index', 'low', 'high', 'n', 'display'];
const figureCells = ({ value, interval, n, display }: Figure): Cell[] => [
  value,
  interval?.low ?? null,
  interval?.high ?? null,
  n,
  display,
];
const noCounts: null[] = [null, null, null, null, null];

/**
 * One table of the dashboard as rows, heads first, numbers unrounded. The heads are English identifiers, so that a
 * program that reads the file does not depend on the reader's language; names are in that language.
 */
export function figureTable(model: ReportModel, table: TableName, language: Language): Cell[][] {
  switch (table) {
    case 'elements':
      return [
        ['code', 'element', ...figureHead, 'change', 'change_low', 'change_high', 'change_significant'],
        ...model.elements.map(({ code, title, figure, change }) => [
          code,
          title[language],
          ...figureCells(figure),
          change?.value ?? null,
          change?.interval?.low ?? null,
          change?.interval?.high ?? null,
          change === null ? null : String(change.significant),
        ]),
      ];
    case 'criteria':
      return [
        ['element', 'code', 'criterion', ...figureHead, 'c1', 'c2', 'c3', 'c4', 'c5', 'not_used', 'blank'],
        ...model.elements.flatMap((element) =>
          element.criteria.map(({ code, text, figure, counts, notUsed, blank }) => [
            element.code,
            code,
            text[language],
            ...figureCells(figure),
            ...(counts ?? noCounts),
            counts === null ? null : notUsed,
            counts === null ? null : blank,
          ]),
        ),
      ];
    case 'units':
      return [
        ['code', 'unit', 'rank_from', 'rank_to', ...figureHead],
        ...model.units.map(({ code, name, rank, figure }) => [
          code,
          name[language],
          rank?.from ?? null,
          rank?.to ?? null,
          ...figureCells(figure),
        ]),
      ];
    case 'domains':
      return [
        ['id', 'domain', ...figureHead],
        ...model.domains.map(({ id, title, figure }) => [id, title[language], ...figureCells(figure)]),
      ];
    case 'months':
      return [
        ['month', ...figureHead],
        ...model.months.map(({ month, figure }) => [month, ...figureCells(figure)]),
      ];
    case 'channels':
      return [['channel', 'n'], ...model.collection.channels.map(({ channel, n }) => [channel, n])];
    case 'process':
      return [
        ['question', 'text', 'answer', 'n', 'share'],
        ...model.process.flatMap(({ code, text, rows }) =>
          rows.map(({ label, n, share }) => [code, text[language], label[language], n, share]),
        ),
      ];
    case 'quality': {
      const { flags, units } = model.quality;
      const ofUnits = ['channel-gap', unitRule.level, unitRule.text[language], units.far, units.compared];
      return [
        ['rule', 'level', 'text', 'n', 'of'],
        ...flags.map(({ id, level, text, n }) => [id, level, text[language], n, null]),
        ofUnits,
      ];
    }
    case 'weighted':
      return weightedTable(model, language);
  }
}

/** The index without and with weights side by side; only its head where there are no weights. */
function weightedTable({ elements, weighted }: ReportModel, language: Language): Cell[][] {
  const head = ['code', 'element', ...figureHead, ...figureHead.map((name) => `weighted_${name}`)];
  const numbers = weighted?.numbers;
  if (!numbers) return [[...head, 'design_effect', 'effective_n']];
  const whole = [numbers.designEffect, numbers.effectiveN];
  return [
    [...head, 'design_effect', 'effective_n'],
    ['', '', ...figureCells(numbers.unweighted), ...figureCells(numbers.overall), ...whole],
    ...numbers.elements.map(({ id, code, title, figure }) => [
      code,
      title[language],
      ...figureCells(elements.find((element) => element.id === id)!.figure),
      ...figureCells(figure),
      ...[null, null],
    ]),
  ];
}
