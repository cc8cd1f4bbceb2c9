/** II.4 Theo lĩnh vực, thủ tục. */
import type { Figure, ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex, isShown } from '../format-figure.js';
import { formatCount } from '../format-number.js';
import type { Block } from './block.js';
import { rankedRows } from './by-value.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

function cells(figure: Figure): string[] {
  return [
    formatCount(figure.n, LANGUAGE),
    formatIndex(figure, LANGUAGE),
    formatFigureInterval(figure, LANGUAGE),
  ];
}

export function servicesSection(model: ReportModel, numbering: Numbering): Block[] {
  const { domains, procedures } = model;
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: '4. Theo lĩnh vực, thủ tục hành chính' }];
  if (domains.length === 0 && procedures.length === 0)
    return [
      ...blocks,
      { kind: 'paragraph', text: 'Trong kỳ không có phiếu ghi lĩnh vực hoặc thủ tục hành chính.' },
    ];
  if (domains.length > 0)
    blocks.push(
      tableBlock(model, numbering, {
        title: 'Chỉ số hài lòng theo lĩnh vực',
        columns: columns('l1 r r c'),
        head: plainHead('Lĩnh vực', 'Số phiếu', 'Chỉ số (%)', 'Khoảng tin cậy 95%'),
        rows: rankedRows(domains).map(({ title, figure }) => ({ cells: [title.vi, ...cells(figure)] })),
        notes: figureNotes(
          domains.map(({ figure }) => figure),
          model.method.display,
        ),
      }),
    );
  if (procedures.length > 0 && !procedures.some(({ figure }) => isShown(figure)))
    // A table of nothing but dashes says less than a sentence.
    blocks.push({
      kind: 'paragraph',
      text: `Có phiếu của ${formatCount(procedures.length, LANGUAGE)} thủ tục hành chính, nhưng không thủ tục nào đủ số phiếu để công bố chỉ số riêng.`,
    });
  else if (procedures.length > 0)
    blocks.push(
      tableBlock(model, numbering, {
        title: 'Chỉ số hài lòng theo thủ tục hành chính',
        columns: columns('l l1 r r c'),
        head: plainHead('Mã', 'Thủ tục', 'Số phiếu', 'Chỉ số (%)', 'Khoảng tin cậy 95%'),
        rows: rankedRows(procedures).map(({ code, name, figure }) => ({
          cells: [code, name, ...cells(figure)],
        })),
        notes: figureNotes(
          procedures.map(({ figure }) => figure),
          model.method.display,
        ),
      }),
    );
  return blocks;
}
