import { codeRoom, type Codes, type PlainCodes } from './codes.js';

/** Rows read together: few enough that some columns of them stay in the processor's first caches. */
const STRETCH = 8192;

/**
 * Goes through columns side by side, a stretch of rows at a time from the first to the last. `codes` holds the columns in
 * their order, row `from` of the columns in its first place; it is valid during the call.
 */
export function eachStretch(
  rows: number,
  columns: readonly Codes[],
  visit: (codes: readonly PlainCodes[], from: number, size: number) => void,
): void {
  const rooms = columns.map(codeRoom);
  for (let from = 0; from < rows; from += STRETCH) {
    const size = Math.min(STRETCH, rows - from);
    visit(
      columns.map((column, at) => rooms[at]!.read(column, from, size)),
      from,
      size,
    );
  }
}
