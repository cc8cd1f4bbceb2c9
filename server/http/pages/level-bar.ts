/** One piece of a stacked bar: the answers of a level, drawn from `x` over `width` in units of answers. */
export interface BarPiece {
  level: number;
  x: number;
  width: number;
}

export interface LevelBar {
  /** Width of the whole bar: all answers. */
  total: number;
  pieces: BarPiece[];
}

/** The answers 1…5 side by side; levels that nobody chose are left out. null where nothing may be shown or nobody answered. */
export function levelBar(counts: readonly number[] | null): LevelBar | null {
  const pieces: BarPiece[] = [];
  let total = 0;
  for (const [position, width] of (counts ?? []).entries()) {
    if (width > 0) pieces.push({ level: position + 1, x: total, width });
    total += width;
  }
  return total === 0 ? null : { total, pieces };
}
