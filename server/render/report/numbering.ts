/** Hands out the numbers of tables and figures in the order in which the report is written. */
export interface Numbering {
  nextTable(): number;
  nextFigure(): number;
}

export function createNumbering(): Numbering {
  let tables = 0;
  let figures = 0;
  return { nextTable: () => (tables += 1), nextFigure: () => (figures += 1) };
}
