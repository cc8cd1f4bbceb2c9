/** II.1 Chỉ số hài lòng chung. */
import type { ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex, isShown } from '../format-figure.js';
import { formatCount, formatPercent, formatSigned, NOTHING } from '../format-number.js';
import type { OverallChartData } from '../charts/chart-data.js';
import type { Block, KeyFigures } from './block.js';
import { figureBlock } from './figure-block.js';
import type { Numbering } from './numbering.js';
import {
  changePhrase,
  indexPhrase,
  LANGUAGE,
  lowerFirst,
  periodName,
  sentence,
  unitName,
  upperFirst,
} from './phrases.js';
import { written } from './threshold-words.js';

/** A hidden figure of enough responses is hidden for another unit's sake. */
function whyHidden({ overall: { n }, method: { display } }: ReportModel): string {
  if (n === 0) return 'không có phiếu trả lời';
  const responses = `${formatCount(n, LANGUAGE)} phiếu trả lời`;
  return n < display.suppressBelow
    ? `chỉ có ${responses}, dưới mức tối thiểu ${written(display.suppressBelow)} phiếu`
    : `có ${responses}, nhưng từ chỉ số này có thể suy ra chỉ số đã ẩn của một đơn vị khác`;
}

/** The earlier period where the two may be compared. */
function previousLabel(model: ReportModel): string | null {
  return model.comparisonBreak === null && model.previousPeriod !== null
    ? model.previousPeriod.label.vi
    : null;
}

function keyFigures(model: ReportModel): KeyFigures {
  const { overall, change, collection, method } = model;
  const { suppressBelow, warnBelow } = method.display;
  const previous = previousLabel(model);
  const few = overall.display === 'few' ? `dưới ${written(warnBelow)} phiếu, chỉ để tham khảo` : '';
  return {
    kind: 'key-figures',
    items: [
      {
        label: 'Chỉ số hài lòng chung',
        value: formatPercent(isShown(overall) ? overall.value : null, LANGUAGE),
        note: isShown(overall)
          ? few || `khoảng tin cậy 95%: ${formatFigureInterval(overall, LANGUAGE)}`
          : overall.n < suppressBelow
            ? 'chưa đủ số phiếu'
            : 'không công bố',
      },
      {
        label: 'So với kỳ trước',
        value: change === null ? NOTHING : `${formatSigned(change.value, LANGUAGE)} điểm %`,
        note:
          change === null || previous === null
            ? 'không so sánh'
            : change.significant
              ? 'có ý nghĩa thống kê'
              : 'không có ý nghĩa thống kê',
      },
      {
        label: 'Số phiếu hợp lệ',
        value: formatCount(collection.valid, LANGUAGE),
        note: `thu về: ${formatCount(collection.received, LANGUAGE)}`,
      },
    ],
  };
}

function comparison(model: ReportModel): string {
  const previous = previousLabel(model);
  if (model.comparisonBreak !== null)
    return sentence(`Không so sánh với kỳ trước. Lý do: ${lowerFirst(model.comparisonBreak.vi)}`);
  if (previous === null || model.change === null) return 'Không có số liệu của kỳ trước để so sánh.';
  return sentence(`So với kỳ trước, chỉ số ${changePhrase(model.change, lowerFirst(previous))}`);
}

function chart(model: ReportModel): OverallChartData {
  const previous = previousLabel(model);
  return {
    kind: 'overall',
    language: LANGUAGE,
    rows: [
      { label: upperFirst(model.period.label.vi), figure: model.overall },
      ...(previous === null || model.previousOverall === null
        ? []
        : [{ label: upperFirst(previous), figure: model.previousOverall }]),
      ...model.months.map(({ label, figure }) => ({ label: upperFirst(label.vi), figure })),
    ],
  };
}

export function overallSection(model: ReportModel, numbering: Numbering): Block[] {
  const { overall } = model;
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: '1. Chỉ số hài lòng chung' },
    keyFigures(model),
  ];
  if (!isShown(overall))
    return [
      ...blocks,
      {
        kind: 'paragraph',
        text: `Chỉ số hài lòng chung của ${unitName(model)} không được công bố: ${whyHidden(model)}. Chỉ số để trống (“–”), không tính bằng 0.`,
      },
    ];
  const data = chart(model);
  const spoken = data.rows
    .map(({ label, figure }) => `${label}: ${formatIndex(figure, LANGUAGE)}`)
    .join('; ');
  const warning =
    overall.display === 'few'
      ? ` Số phiếu dưới ${written(model.method.display.warnBelow)} nên chỉ số chỉ để tham khảo, không dùng để xếp hạng.`
      : '';
  return [
    ...blocks,
    {
      kind: 'paragraph',
      text: `Chỉ số hài lòng chung ${periodName(model)} của ${unitName(model)} đạt ${indexPhrase(overall)}, tính từ ${formatCount(overall.n, LANGUAGE)} phiếu.${warning} ${comparison(model)}`,
    },
    figureBlock(
      model,
      numbering,
      'Chỉ số hài lòng chung và khoảng tin cậy 95%',
      data,
      `Biểu đồ thanh ngang, chỉ số hài lòng chung (%) kèm khoảng tin cậy. ${spoken}.`,
    ),
  ];
}
