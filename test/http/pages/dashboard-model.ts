import type {
  CriterionRow,
  ElementRow,
  Figure,
  ReportModel,
  UnitRow,
} from '../../../server/domain/report-model.js';

const text = (vi: string) => ({ vi, en: `${vi} (en)` });

/** An index with an interval two points to each side; null: suppressed. */
export function figure(value: number | null, n = 200): Figure {
  if (value === null) return { value: null, n: 4, interval: null, display: 'suppressed' };
  return { value, n, interval: { low: value - 2, high: value + 2 }, display: n < 30 ? 'few' : 'shown' };
}

export function criterion(id: string, value: number | null): CriterionRow {
  return {
    id,
    code: id.toUpperCase(),
    text: text(`Tiêu chí ${id}`),
    src: 'V',
    figure: figure(value),
    counts: value === null ? null : [2, 8, 20, 110, 60],
    notUsed: 3,
    blank: 5,
  };
}

export function element(id: string, value: number | null, criteria: CriterionRow[]): ElementRow {
  return {
    id,
    code: id.toUpperCase(),
    title: text(`Yếu tố ${id}`),
    figure: figure(value),
    previous: figure(80),
    change:
      value === null
        ? null
        : { value: value - 80, interval: { low: value - 83, high: value - 77 }, significant: value > 83 },
    criteria,
  };
}

export function unitRow(code: string, name: string, value: number | null): UnitRow {
  return { code, name: text(name), figure: figure(value), rank: value === null ? null : { from: 1, to: 3 } };
}

/** A city with three wards and two elements; a test states what matters to it. */
export function reportModel(more: Partial<ReportModel> = {}): ReportModel {
  return {
    acrossUnits: [],
    quality: { flags: [], units: { compared: 0, far: 0 } },
    weighted: {
      margins: [{ name: 'dm1', title: text('Giới tính') }],
      faults: [],
      numbers: {
        unweighted: figure(80),
        overall: figure(79.5),
        elements: [],
        ...{ designEffect: 1.25, effectiveN: 160, converged: true, distance: 0, trimmed: 0 },
      },
    },
    period: {
      id: '2026-Q3',
      label: text('quý III năm 2026'),
      from: new Date('2026-06-30T17:00:00Z'),
      to: new Date('2026-09-30T17:00:00Z'),
    },
    previousPeriod: { id: '2026-Q2', label: text('quý II năm 2026') },
    unit: { code: '01', name: text('Thành phố Hà Nội'), type: 'thanh_pho' },
    issuer: {
      superior: '',
      name: 'UBND THÀNH PHỐ',
      symbol: 'BC-UBND',
      place: 'Hà Nội',
      signatory: 'CHỦ TỊCH',
      recipients: [],
    },
    madeAt: new Date('2026-10-02T03:00:00Z'),
    method: {
      id: 'sipas-2640-top2',
      version: 1,
      title: text('SIPAS theo Quyết định 2640'),
      legalBasis: text('Quyết định 2640/QĐ-BNV'),
      formula: text('(c4 + c5) / V'),
      aggregation: text('trung bình các tiêu chí'),
      unitAggregation: text('gộp phiếu'),
      note: null,
      display: { suppressBelow: 10, warnBelow: 30 },
    },
    questionnaires: [{ id: 'sipas-2640-2017', version: 1, title: text('Phiếu đo lường'), responses: 600 }],
    source: 'self-selected',
    collection: {
      received: 620,
      valid: 600,
      excluded: [{ reason: text('trả lời quá nhanh'), n: 20 }],
      channels: [
        { channel: 'kiosk', n: 400 },
        { channel: 'qr', n: 200 },
      ],
      withExcluded: figure(82.1, 620),
    },
    overall: { value: 82.665, n: 600, interval: { low: 81.2, high: 84.1 }, display: 'shown' },
    previousOverall: figure(81, 580),
    change: { value: 1.665, interval: { low: -0.4, high: 3.7 }, significant: false },
    comparisonBreak: null,
    elements: [
      element('a', 85, [criterion('a1', 91), criterion('a2', 79)]),
      element('b', 80.5, [criterion('b1', 86.9), criterion('b2', null)]),
    ],
    others: [],
    domains: [{ id: 'land', title: text('Đất đai'), figure: figure(74) }],
    procedures: [],
    units: [
      unitRow('00082', 'Phường Cửa Nam', 78.25),
      unitRow('00004', 'Phường Ba Đình', 88.5),
      unitRow('00008', 'Phường Ngọc Hà', null),
    ],
    months: [
      { month: '2026-07', label: text('tháng 7 năm 2026'), figure: figure(81) },
      { month: '2026-08', label: text('tháng 8 năm 2026'), figure: figure(84) },
    ],
    respondents: [],
    process: [
      {
        id: 'q5',
        code: 'Q5',
        text: text('Trả kết quả so với thời gian hẹn?'),
        n: 500,
        multiple: false,
        rows: [
          { label: text('Đúng hẹn'), n: 450, share: 0.9 },
          { label: text('Trễ hẹn'), n: 50, share: 0.1 },
        ],
      },
    ],
    expectations: [],
    comments: { n: 0, samples: [] },
    ...more,
  };
}
