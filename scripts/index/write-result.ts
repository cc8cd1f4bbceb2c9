import { formatCount, formatNumber } from '../../server/render/format-number.js';
import type { IndexResult, Printed } from './result.js';

const number = (value: number | null) => formatNumber(value, 2, 'vi');

function intervalText({ interval }: Printed): string {
  return interval === null ? '–' : `${number(interval.low)} – ${number(interval.high)}`;
}

function table(head: string, rows: (Printed & { name: string; note?: string })[]): string[] {
  const width = Math.max(head.length, ...rows.map(({ name }) => name.length));
  const line = (name: string, value: string, n: string, interval: string) =>
    `${name.padEnd(width)}  ${value.padStart(6)}  ${n.padStart(9)}  ${interval}`;
  return [
    '',
    line(head, 'chỉ số', 'n', 'khoảng 95 %'),
    ...rows.map((row) =>
      line(row.name, number(row.value), formatCount(row.n, 'vi'), intervalText(row) + (row.note ?? '')),
    ),
  ];
}

/** The result for people: the index alone on the first line, vi-VN, two decimals half-up; then what it rests on. */
export function writeResult(result: IndexResult): string {
  const named = (rows: (Printed & { id: string })[] | undefined) =>
    (rows ?? []).map((row) => ({ ...row, name: row.id }));
  const small = { shown: '', few: '  (ít phiếu)', suppressed: '  (không công bố: dưới 10 phiếu)', none: '' };
  return [
    number(result.value),
    `n = ${formatCount(result.n, 'vi')}`,
    `khoảng tin cậy 95 %: ${intervalText(result)}`,
    `phương pháp: ${result.method}`,
    ...(result.designEffect === undefined
      ? []
      : [
          `hiệu ứng thiết kế: ${number(result.designEffect)}, n hiệu dụng = ${number(result.effectiveN ?? null)}`,
        ]),
    ...(result.elements ? table('yếu tố', named(result.elements)) : []),
    ...(result.criteria ? table('tiêu chí', named(result.criteria)) : []),
    ...(result.by
      ? table(
          result.by.column,
          result.by.groups.map((row) => ({ ...row, name: row.key || '(trống)', note: small[row.display] })),
        )
      : []),
  ].join('\n');
}
