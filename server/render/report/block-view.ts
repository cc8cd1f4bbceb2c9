import type { Block, Column, HeadCell } from './block.js';

function headView(rows: HeadCell[][]): object[][] {
  return rows.map((cells) =>
    cells.map((cell) => ({ ...cell, scope: (cell.colspan ?? 1) > 1 ? 'colgroup' : 'col' })),
  );
}

function cellView(text: string, column: Column | undefined): object {
  return { text, align: column?.align ?? 'left', names: column?.names ?? false };
}

/** A block with what its partial needs beside the block itself: tag names, cell classes, the drawing of a figure. */
export function blockView(block: Block, drawing: string): object {
  switch (block.kind) {
    case 'heading':
      return { ...block, tag: `h${block.level + 1}` };
    case 'table':
      return {
        ...block,
        classes: [block.dense === true ? 'dense' : '', block.columns.length > 3 ? 'wide' : '']
          .join(' ')
          .trim(),
        head: headView(block.head),
        rows: block.rows.map(({ cells, strong }) => ({
          strong,
          cells: cells.map((text, index) => cellView(text, block.columns[index])),
        })),
      };
    case 'figure':
      return {
        ...block,
        drawing,
        dataRows: block.data.rows.map((cells) => cells.map((text, index) => ({ text, names: index === 0 }))),
      };
    default:
      return block;
  }
}
