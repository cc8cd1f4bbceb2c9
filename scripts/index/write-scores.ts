import { formatNumber } from '../../server/render/format-number.js';
import type { ScoreMethod } from '../../server/satisfaction/method.js';
import type { ScoreOutcome, ScorePart } from '../../server/satisfaction/score-outcome.js';

function partLines(parts: readonly ScorePart[], decimals: number, indent = ''): [string, string, string][] {
  return parts.flatMap(({ id, title, value, weight, parts: below = [] }): [string, string, string][] => [
    [
      `${indent}${title.vi} (${id})`,
      formatNumber(value, decimals, 'vi'),
      weight === undefined ? '' : formatNumber(weight, Number.isInteger(weight) ? 0 : 2, 'vi'),
    ],
    ...partLines(below, decimals, `${indent}  `),
  ]);
}

/** What must be said beside any value of the method. */
function remarks(method: ScoreMethod): string[] {
  return [
    `phương pháp: ${method.title.vi} (${method.id}, phiên bản ${method.version})`,
    ...(method.label ? [`tên gọi khi công bố: ${method.label.vi}`] : []),
    ...(method.legacy ? ['căn cứ pháp lý đã bị thay thế; chỉ dùng cho chuỗi số liệu cũ'] : []),
    'tính từ giá trị nhập vào, không từ phiếu khảo sát',
  ];
}

function missingText({ missing }: ScoreOutcome): string {
  return `thiếu giá trị của ${missing.join(', ')}`;
}

/** One score for people: the value alone on the first line, vi-VN, half-up; then its parts. */
export function writeScore(method: ScoreMethod, outcome: ScoreOutcome): string {
  const { decimals } = method.rounding;
  const rows = [['phần', 'giá trị', 'trọng số'] as const, ...partLines(outcome.parts, decimals)];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    formatNumber(outcome.value, decimals, 'vi'),
    ...remarks(method),
    ...(outcome.grade ? [`xếp loại: ${outcome.grade.vi}`] : []),
    ...(outcome.missing.length > 0 ? [missingText(outcome)] : []),
    '',
    ...rows.map(([name, value, weight]) =>
      `${name.padEnd(width)}  ${value.padStart(8)}  ${weight.padStart(8)}`.trimEnd(),
    ),
  ].join('\n');
}

/** The scores of many units, best first; those without a score last. */
export function writeScores(
  method: ScoreMethod,
  rows: readonly { unit: string; outcome: ScoreOutcome }[],
): string {
  const sorted = [...rows].sort(
    (a, b) => (b.outcome.value ?? -Infinity) - (a.outcome.value ?? -Infinity) || (a.unit < b.unit ? -1 : 1),
  );
  const width = Math.max('đơn vị'.length, ...rows.map(({ unit }) => unit.length));
  return [
    ...remarks(method),
    '',
    `${'đơn vị'.padEnd(width)}  ${'điểm'.padStart(8)}`,
    ...sorted.map(({ unit, outcome }) =>
      [
        unit.padEnd(width),
        formatNumber(outcome.value, method.rounding.decimals, 'vi').padStart(8),
        outcome.grade?.vi ?? '',
        outcome.missing.length > 0 ? `(${missingText(outcome)})` : '',
      ]
        .join('  ')
        .trimEnd(),
    ),
  ].join('\n');
}
