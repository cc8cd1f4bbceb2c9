import type { ReportModel } from '../../domain/report-model.js';
import type { Column, HeadCell, Table, TableRow } from './block.js';
import type { Numbering } from './numbering.js';
import { sourceLine } from './source-line.js';

/** Columns in the short form `l1 r c`: alignment, and a share of the width for those that take what is left. */
export function columns(form: string): Column[] {
  const alignments = { l: 'left', c: 'center', r: 'right' } as const;
  return form.split(' ').map((part, index) => {
    const width = part.length > 1 ? Number(part.slice(1)) : null;
    const align = alignments[part[0] as keyof typeof alignments];
    return { align, width, ...(width !== null && index < 2 ? { names: true as const } : {}) };
  });
}

/** A head of one row. */
export function plainHead(...texts: string[]): HeadCell[][] {
  return [texts.map((text) => ({ text }))];
}

interface Parts {
  title: string;
  columns: Column[];
  head: HeadCell[][];
  rows: TableRow[];
  notes?: string[];
  dense?: true;
}

/** A table with its number and its source. */
export function tableBlock(model: ReportModel, numbering: Numbering, parts: Parts): Table {
  const { title, notes = [], ...rest } = parts;
  return {
    kind: 'table',
    caption: `Bảng ${numbering.nextTable()}. ${title}`,
    ...rest,
    notes: [...notes, sourceLine(model)],
  };
}
