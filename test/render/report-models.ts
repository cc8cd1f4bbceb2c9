/** Report models for tests: a city with all its units, a ward with few answers, a ward where nobody answered. */
import { readFileSync } from 'node:fs';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import type { CriterionRow, ElementRow, Figure, ReportModel } from '../../server/domain/report-model.js';
import type { Unit } from '../../server/domain/unit.js';

const survey = new URL('../../surveys/', import.meta.url);
const form = JSON.parse(
  readFileSync(new URL('questionnaires/sipas-2640-2017/1.json', survey), 'utf8'),
) as Questionnaire;
const units = JSON.parse(readFileSync(new URL('units/hanoi.json', survey), 'utf8')) as Unit[];

/** A figure as the display rules have it, with an interval that narrows with n. */
export function figure(value: number | null, n: number): Figure {
  if (value === null || n < 10) return { value: null, n, interval: null, display: 'suppressed' };
  const half = 90 / Math.sqrt(n);
  const interval = n < 30 ? null : { low: Math.max(0, value - half), high: Math.min(100, value + half) };
  return { value, n, interval, display: n < 30 ? 'few' : 'shown' };
}

/** Counts of n answers that tend upwards, the more the larger `lean` (0…9). */
function counts(n: number, lean: number): [number, number, number, number, number] {
  const low = Math.floor((n * (12 - lean)) / 200);
  const second = Math.floor((n * (14 - lean)) / 200);
  const middle = Math.floor((n * 12) / 100);
  const top = Math.floor((n * (30 + 2 * lean)) / 100);
  return [low, second, middle, n - low - second - middle - top, top];
}

function criterion(
  item: { id: string; code: string; text: { vi: string; en: string } },
  n: number,
  lean: number,
) {
  const levels = counts(n, lean);
  const value = n === 0 ? null : (100 * (levels[3] + levels[4])) / n;
  const shown = figure(value, n);
  const row: CriterionRow = {
    ...item,
    src: 'P',
    figure: shown,
    counts: shown.display === 'suppressed' && n > 0 ? null : levels,
    notUsed: lean === 7 ? n : Math.floor(n / 50),
    blank: Math.floor(n / 80),
  };
  return row;
}

function mean(figures: Figure[], n: number): Figure {
  const values = figures.flatMap(({ value }) => (value === null ? [] : [value]));
  return figure(
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    n,
  );
}

function elements(n: number, comparable: boolean): ElementRow[] {
  return form.parts
    .filter((part) => part.kind === 'element')
    .map((part, place) => {
      const criteria = part.items.map((item, index) =>
        criterion({ id: item.id, code: item.code, text: item.text }, n, (place * 3 + index * 2) % 10),
      );
      const whole = mean(
        criteria.map((row) => row.figure),
        n,
      );
      const change = 1.6 - place * 0.9;
      const compared = comparable && whole.value !== null;
      return {
        id: part.id,
        code: part.code ?? '',
        title: part.title,
        figure: whole,
        previous: compared ? figure((whole.value ?? 0) - change, n) : null,
        change: compared
          ? {
              value: change,
              interval: { low: change - 1, high: change + 1 },
              significant: Math.abs(change) > 1,
            }
          : null,
        criteria,
      };
    });
}

/** Everything about a unit with `n` valid responses in the third quarter of 2026; `changes` replaces what matters. */
export function reportModel(n: number, changes: Partial<ReportModel> = {}): ReportModel {
  const rows = elements(n, n >= 30);
  const overall = mean(
    rows.map((row) => row.figure),
    n,
  );
  const text = (vi: string) => ({ vi, en: vi });
  return {
    acrossUnits: [],
    quality: { flags: [], units: { compared: 0, far: 0 } },
    weighted: null,
    period: {
      id: '2026-Q3',
      label: { vi: 'Quý III năm 2026', en: 'Third quarter of 2026' },
      from: new Date('2026-06-30T17:00:00Z'),
      to: new Date('2026-09-30T17:00:00Z'),
    },
    previousPeriod: { id: '2026-Q2', label: { vi: 'Quý II năm 2026', en: 'Second quarter of 2026' } },
    unit: { code: '00004', name: { vi: 'Phường Ba Đình', en: 'Ba Dinh Ward' }, type: 'phuong' },
    issuer: {
      superior: 'Ủy ban nhân dân thành phố Hà Nội',
      name: 'Viện Nghiên cứu Phát triển kinh tế - xã hội',
      symbol: 'BC-VNC',
      place: 'Hà Nội',
      signatory: 'Viện trưởng',
      recipients: ['Ủy ban nhân dân thành phố (để báo cáo)', 'Các đơn vị được khảo sát', 'Lưu: VT, NC'],
    },
    madeAt: new Date('2026-10-04T20:00:00Z'),
    method: {
      id: 'sipas-2640-top2',
      version: 1,
      title: text('Chỉ số hài lòng theo khung 5 yếu tố, 22 tiêu chí (tỷ lệ hài lòng)'),
      legalBasis: text('Khung tiêu chí theo Quyết định số 2640/QĐ-BNV ngày 10/10/2017 của Bộ Nội vụ'),
      formula: text(
        'Chỉ số tiêu chí = 100 × (số câu trả lời “Hài lòng” + “Rất hài lòng”) / số câu trả lời hợp lệ',
      ),
      aggregation: text('Bình quân cộng giản đơn của các chỉ số tiêu chí có câu trả lời hợp lệ.'),
      unitAggregation: text('Các đơn vị được tính gộp: mỗi phiếu có giá trị như nhau.'),
      note: null,
      display: { suppressBelow: 10, warnBelow: 30 },
    },
    questionnaires: n === 0 ? [] : [{ id: form.id, version: 1, title: form.title, responses: n }],
    source: 'self-selected',
    collection: {
      received: n + Math.floor(n / 40),
      valid: n,
      excluded: n < 40 ? [] : [{ reason: text('Trả lời nhanh hơn 2 giây mỗi câu'), n: Math.floor(n / 40) }],
      channels:
        n === 0
          ? []
          : [
              { channel: 'kiosk', n: Math.ceil(n / 2) },
              { channel: 'qr', n: Math.floor(n / 2) },
            ],
      withExcluded: n < 40 ? null : figure((overall.value ?? 0) - 0.3, n),
    },
    overall,
    previousOverall: n >= 30 ? figure((overall.value ?? 0) - 1.28, n) : null,
    change: n >= 30 ? { value: 1.28, interval: { low: 0.4, high: 2.16 }, significant: true } : null,
    comparisonBreak: null,
    others: [],
    elements: rows,
    domains:
      n === 0 ? [] : [{ id: 'land', title: text('Đất đai'), figure: figure(79.414, Math.floor(n / 3)) }],
    procedures: [],
    units: [],
    months:
      n === 0
        ? []
        : ['7', '8', '9'].map((month, index) => ({
            month: `2026-0${month}`,
            label: text(`Tháng ${month}`),
            figure: figure((overall.value ?? 80) - 1 + index, Math.floor(n / 3)),
          })),
    respondents:
      n === 0
        ? []
        : [
            {
              id: 'dm1',
              text: text('Giới tính'),
              rows: ['Nam', 'Nữ'].map((label, index) => ({
                label: text(label),
                n: Math.floor(n / 2),
                figure: figure(81 + index, Math.floor(n / 2)),
              })),
            },
          ],
    process: form.parts
      .filter((part) => part.kind === 'process' && n > 0)
      .flatMap((part) => part.items)
      .flatMap((item) =>
        item.type === 'single' || item.type === 'multi'
          ? [
              {
                id: item.id,
                code: item.code,
                text: item.text,
                n,
                multiple: item.type === 'multi',
                rows: item.options.map((option, index) => ({
                  label: option.text,
                  n: Math.floor(n / (index + 2)),
                  share: n < 10 ? null : Math.floor(n / (index + 2)) / n,
                })),
              },
            ]
          : [],
      ),
    expectations: [],
    comments: { n: Math.floor(n / 100), samples: n < 100 ? [] : ['Cán bộ hướng dẫn tận tình, cảm ơn.'] },
    ...changes,
  };
}

/** A city of 130 units below it, three of them with too few answers. */
export function cityModel(changes: Partial<ReportModel> = {}): ReportModel {
  const below = units.filter((unit) => unit.parent !== null);
  return reportModel(13_442, {
    unit: { code: '01', name: { vi: 'Thành phố Hà Nội', en: 'Hanoi City' }, type: 'thanh_pho' },
    units: below.map((unit, index) => {
      const n = index % 50 === 7 ? 6 : index % 20 === 3 ? 21 : 100 + ((index * 37) % 60);
      const place = figure(70 + ((index * 7919) % 2300) / 100, n);
      return {
        code: unit.code,
        name: unit.name,
        figure: place,
        rank:
          place.display === 'shown' ? { from: Math.max(1, index - 40), to: Math.min(130, index + 40) } : null,
      };
    }),
    others: [
      {
        method: {
          id: 'hn-onestop-short-top2',
          version: 1,
          title: { vi: 'Chỉ số phiếu ngắn tại bộ phận một cửa', en: 'Short form' },
        },
        display: { suppressBelow: 10, warnBelow: 30 },
        source: 'self-selected',
        responses: 2210,
        figure: figure(84.2, 2210),
      },
    ],
    comments: {
      n: 412,
      samples: [
        'Cán bộ hướng dẫn tận tình, dễ hiểu. Cảm ơn 😀',
        'Phải đi lại 3 lần vì thiếu giấy tờ, mong niêm yết rõ hơn.',
        '#panic("x") *đậm* _nghiêng_ <script>alert(1)</script> {{7*7}}',
      ],
    },
    ...changes,
  });
}
