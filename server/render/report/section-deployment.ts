/** I. Tình hình triển khai: why, where, when, who answered and how. */
import { channelNames } from '../../domain/channel-names.js';
import type { ReportModel } from '../../domain/report-model.js';
import { formatCount, formatShare } from '../format-number.js';
import type { Block } from './block.js';
import type { Numbering } from './numbering.js';
import { indexPhrase, LANGUAGE, lowerFirst, periodName, sentence, unitName } from './phrases.js';
import { qualityTable } from './quality-table.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { printedDay } from './title-block.js';

const sampling = {
  'self-selected':
    'Người trả lời tự quyết định tham gia khi giao dịch (tự chọn), không được rút ngẫu nhiên từ danh sách hồ sơ. Vì vậy, kết quả phản ánh ý kiến của những người đã trả lời; khoảng tin cậy chỉ thể hiện sai số ngẫu nhiên, không bù được sai lệch do tự chọn.',
  'random-sample':
    'Người trả lời được chọn ngẫu nhiên từ danh sách hồ sơ đã giải quyết trong kỳ. Kết quả được suy rộng cho toàn bộ danh sách đó với sai số thể hiện ở khoảng tin cậy.',
} as const;

function scope(model: ReportModel): string {
  const others = model.units.length;
  const below = others > 1 ? `, gồm ${formatCount(others, LANGUAGE)} đơn vị` : '';
  const lastDay = new Date(model.period.to.getTime() - 1);
  return `Phạm vi: ${unitName(model)}${below}. Đối tượng: người dân, đại diện tổ chức đã giao dịch với cơ quan hành chính nhà nước và đồng ý trả lời phiếu khảo sát. Thời gian: từ ngày ${printedDay(model.period.from)} đến hết ngày ${printedDay(lastDay)}.`;
}

function channelsTable(model: ReportModel, numbering: Numbering): Block {
  const total = model.collection.channels.reduce((sum, { n }) => sum + n, 0);
  return tableBlock(model, numbering, {
    title: `Số phiếu theo hình thức thu thập, ${periodName(model)}`,
    columns: columns('l1 r r'),
    head: plainHead('Hình thức', 'Số phiếu', 'Tỷ lệ (%)'),
    rows: [
      ...model.collection.channels.map(({ channel, n }) => ({
        cells: [channelNames[channel][LANGUAGE], formatCount(n, LANGUAGE), formatShare(n / total, LANGUAGE)],
      })),
      { cells: ['Tổng cộng', formatCount(total, LANGUAGE), formatShare(1, LANGUAGE)], strong: true as const },
    ],
    notes: ['Các tỷ lệ đã làm tròn nên tổng có thể chênh lệch nhỏ so với 100%.'],
  });
}

function validity(model: ReportModel): Block[] {
  const { received, valid, excluded, withExcluded } = model.collection;
  if (received === 0) return [{ kind: 'paragraph', text: 'Trong kỳ không thu về phiếu nào.' }];
  const left = excluded.reduce((sum, { n }) => sum + n, 0);
  const share = formatShare(valid / received, LANGUAGE);
  const counts = `Số phiếu thu về: ${formatCount(received, LANGUAGE)}; số phiếu hợp lệ: ${formatCount(valid, LANGUAGE)} (${share}); số phiếu không đưa vào tính: ${formatCount(left, LANGUAGE)}`;
  if (left === 0) return [{ kind: 'paragraph', text: `${counts}.` }];
  return [
    { kind: 'paragraph', text: `${counts}, trong đó:` },
    {
      kind: 'list',
      items: excluded.map(({ reason, n }) => `${reason.vi}: ${formatCount(n, LANGUAGE)} phiếu;`).map(endLast),
    },
    ...(withExcluded === null
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: `Nếu tính cả các phiếu bị loại khi kiểm tra chất lượng, chỉ số hài lòng chung là ${indexPhrase(withExcluded)}.`,
          },
        ]),
  ];
}

/** The last item of a list ends in a full stop, the others in a semicolon. */
function endLast(item: string, index: number, items: string[]): string {
  return index === items.length - 1 ? item.replace(/;$/, '.') : item;
}

export function deploymentSection(model: ReportModel, numbering: Numbering): Block[] {
  const { method, questionnaires, collection } = model;
  return [
    { kind: 'heading', level: 1, text: 'I. TÌNH HÌNH TRIỂN KHAI' },
    { kind: 'heading', level: 2, text: '1. Căn cứ, mục đích' },
    { kind: 'grounds', items: [sentence(`Căn cứ: ${lowerFirst(method.legalBasis.vi)}`)] },
    {
      kind: 'paragraph',
      text: `Việc đo lường nhằm đánh giá khách quan mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước tại ${unitName(model)}, làm cơ sở để cải thiện chất lượng phục vụ. Kết quả được tính theo phương pháp “${method.title.vi}” (mã ${method.id}, phiên bản ${method.version}), trình bày tại Phụ lục III.`,
    },
    { kind: 'heading', level: 2, text: '2. Phạm vi, đối tượng, thời gian' },
    { kind: 'paragraph', text: scope(model) },
    { kind: 'heading', level: 2, text: '3. Phương pháp chọn mẫu, cỡ mẫu' },
    { kind: 'paragraph', text: sampling[model.source] },
    ...(questionnaires.length === 0
      ? []
      : [
          { kind: 'paragraph' as const, text: 'Phiếu khảo sát được sử dụng và số phiếu hợp lệ:' },
          {
            kind: 'list' as const,
            items: questionnaires
              .map(
                ({ id, version, title, responses }) =>
                  `${title.vi} (mã ${id}, phiên bản ${version}): ${formatCount(responses, LANGUAGE)} phiếu;`,
              )
              .map(endLast),
          },
        ]),
    { kind: 'heading', level: 2, text: '4. Hình thức thu thập' },
    ...(collection.channels.length === 0
      ? [{ kind: 'paragraph' as const, text: 'Trong kỳ không có phiếu qua hình thức nào.' }]
      : [channelsTable(model, numbering)]),
    { kind: 'heading', level: 2, text: '5. Số phiếu thu về, số phiếu hợp lệ' },
    ...validity(model),
    ...(collection.received === 0 ? [] : qualityTable(model, numbering)),
  ];
}
