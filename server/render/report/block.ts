import type { ChartData } from '../charts/chart-data.js';

/** The blocks a report is made of. Each has a Handlebars partial and a Typst function of its `kind`. */

/** Quốc hiệu, authorities, number and date, name of the document (NĐ 30/2020, Annex I). */
export interface TitleBlock {
  kind: 'title';
  /** Authorities in capitals, line by line. */
  superior: string[];
  issuer: string[];
  /** 'Số:      /BC-VNC': the number stays blank in a draft. */
  number: string;
  /** 'Hà Nội, ngày      tháng      năm 2026'. */
  date: string;
  /** 'BÁO CÁO'. */
  type: string;
  /** Trích yếu. */
  subject: string;
  /** 'DỰ THẢO', or null once a clerk has filled in number, date and signature. */
  draft: string | null;
}

/** Level 1: `I. …` in capitals; level 2: `1. …`; level 3: `a) …`. The number is part of the text. */
export interface Heading {
  kind: 'heading';
  level: 1 | 2 | 3;
  text: string;
}

export interface Paragraph {
  kind: 'paragraph';
  text: string;
}

/** Căn cứ: the legal grounds in italics, one a line. */
export interface Grounds {
  kind: 'grounds';
  items: string[];
}

export interface BulletList {
  kind: 'list';
  items: string[];
}

/** The few numbers a reader must not miss. */
export interface KeyFigures {
  kind: 'key-figures';
  items: { label: string; value: string; note: string }[];
}

export interface HeadCell {
  text: string;
  /** Columns or rows the cell spans; absent: one. */
  colspan?: number;
  rowspan?: number;
}

export interface Column {
  align: 'left' | 'center' | 'right';
  /** Share of the width left by the columns that are as wide as their content; null: as wide as its content. */
  width: number | null;
  /** The cells of this column name their rows. */
  names?: true;
}

export interface TableRow {
  cells: string[];
  /** A row that sums up those under it. */
  strong?: true;
}

export interface Table {
  kind: 'table';
  /** 'Bảng 1. …'. */
  caption: string;
  columns: Column[];
  head: HeadCell[][];
  rows: TableRow[];
  /** What the marks in the table mean, then the source. */
  notes: string[];
  /** Many columns: set in smaller type. */
  dense?: true;
}

export interface Figure {
  kind: 'figure';
  /** 'hinh-1': names the drawing and its alternative. */
  id: string;
  /** 'Hình 1. …'. */
  caption: string;
  chart: ChartData;
  /** What the chart shows, for who cannot see it. */
  alternative: string;
  /** The same numbers as a table, for a page that can unfold it. */
  data: { head: string[]; rows: string[][] };
  source: string;
}

/** What citizens wrote, word for word. */
export interface Quotations {
  kind: 'quotations';
  items: string[];
}

/** Hint to the official who completes the draft; set apart from the report's own words. */
export interface DraftNote {
  kind: 'draft-note';
  text: string;
}

/** Nơi nhận at the left, the signatory at the right. */
export interface Closing {
  kind: 'closing';
  recipients: string[];
  signatory: string;
}

/** Begins an annex on its own page, numbered for itself. */
export interface Annex {
  kind: 'annex';
  /** 'Phụ lục I'. */
  label: string;
  title: string;
  /** '(Kèm theo Báo cáo số …)'. */
  reference: string;
}

export type Block =
  | TitleBlock
  | Heading
  | Paragraph
  | Grounds
  | BulletList
  | KeyFigures
  | Table
  | Figure
  | Quotations
  | DraftNote
  | Closing
  | Annex;

/** A report ready to be rendered: everything formatted, nothing left to decide. Plain JSON. */
export interface ReportDocument {
  /** Title for the window, the reader and the file's metadata. */
  title: string;
  /** Who issues it, for the metadata. */
  author: string;
  /** Day of making in Vietnam, 'YYYY-MM-DD', for the metadata. */
  date: string;
  language: 'vi';
  blocks: Block[];
}
