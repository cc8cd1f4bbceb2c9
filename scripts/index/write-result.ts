import { formatCount, formatNumber, formatSigned } from '../../server/render/format-number.js';
import type { GroupResult, IndexResult, Printed } from './result.js';

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

const small = { shown: '', few: '  (ít phiếu)', suppressed: '  (không công bố: quá ít phiếu)', none: '' };

function groupNote({ display, rank }: GroupResult): string {
  if (rank === null) return small[display];
  return `${small[display]}  hạng ${rank.from === rank.to ? rank.from : `${rank.from}–${rank.to}`}`;
}

/** How the weights came about. */
function weightLines({ raking, joined = [] }: IndexResult): string[] {
  const lines = joined.map(({ name, to }) => `tầng ${name} có quá ít nhóm phiếu nên nhập vào tầng ${to}`);
  if (!raking) return lines;
  const { rounds, converged, distance, trimmed, distanceTrimmed } = raking;
  return [
    ...lines,
    `trọng số hiệu chỉnh theo cơ cấu (raking): ${formatCount(rounds, 'vi')} vòng, ${converged ? 'đã hội tụ' : `chưa hội tụ, lệch tối đa ${formatNumber(100 * distance, 4, 'vi')} %`}`,
    ...(trimmed > 0
      ? [
          `đã cắt ${formatCount(trimmed, 'vi')} trọng số ở mức 5 lần trung vị; cơ cấu sau khi cắt lệch tối đa ${formatNumber(100 * distanceTrimmed, 2, 'vi')} %`,
        ]
      : []),
  ];
}

function compareLines({ compare }: IndexResult): string[] {
  if (!compare) return [];
  const { a, b, difference } = compare;
  if (difference === null) return ['', `${a} − ${b}: không so sánh được (thiếu chỉ số)`];
  const { value, interval, significant } = difference;
  const reach = interval === null ? '–' : `${number(interval.low)} – ${number(interval.high)}`;
  const meaning = significant ? 'có ý nghĩa thống kê' : 'không có ý nghĩa thống kê';
  return ['', `${a} − ${b}: ${formatSigned(value, 'vi')} điểm, khoảng tin cậy 95 %: ${reach}, ${meaning}`];
}

/** The result for people: the index alone on the first line, vi-VN, two decimals half-up; then what it rests on. */
export function writeResult(result: IndexResult): string {
  const named = (rows: (Printed & { id: string })[] | undefined) =>
    (rows ?? []).map((row) => ({ ...row, name: row.id }));
  return [
    number(result.value),
    `n = ${formatCount(result.n, 'vi')}`,
    `khoảng tin cậy 95 %: ${intervalText(result)}`,
    `phương pháp: ${result.method}${result.aggregation ? `, tổng hợp ${result.aggregation}` : ''}`,
    ...(result.designEffect === undefined
      ? []
      : [
          `hiệu ứng thiết kế: ${number(result.designEffect)}, n hiệu dụng = ${number(result.effectiveN ?? null)}`,
        ]),
    ...weightLines(result),
    ...(result.across ? [`tổng hợp giữa các nhóm: ${result.across}`] : []),
    ...(result.elements ? table('yếu tố', named(result.elements)) : []),
    ...(result.criteria ? table('tiêu chí', named(result.criteria)) : []),
    ...(result.by
      ? table(
          result.by.column,
          result.by.groups.map((row) => ({ ...row, name: row.key || '(trống)', note: groupNote(row) })),
        )
      : []),
    ...compareLines(result),
  ].join('\n');
}
