import type { Figure } from '../../domain/report-model.js';

/** Drawing size of a plot in its own units; the page scales it. */
const WIDTH = 200;
/** The scale of a table begins at a multiple of this, below its lowest interval. */
const STEP = 10;

/** One scale for all plots of a table, so that rows can be compared: from `from` to 100. */
export interface Axis {
  from: number;
}

/** A value as a dot on its interval. Positions are in drawing units 0–200; interval members are null without one. */
export interface Plot {
  x: number;
  low: number | null;
  high: number | null;
  /** Where the target stands; null where it lies outside the scale. */
  target: number | null;
}

/** The scale that holds every shown figure and leaves a little room below; 0–100 where nothing is shown. */
export function plotAxis(figures: Figure[]): Axis {
  const lowest = figures.flatMap(({ value, interval }) => (value === null ? [] : [interval?.low ?? value]));
  if (lowest.length === 0) return { from: 0 };
  return { from: Math.max(0, Math.floor((Math.min(...lowest) - 1) / STEP) * STEP) };
}

/** null where the figure has no value to draw. */
export function intervalPlot({ value, interval }: Figure, axis: Axis, target: number | null): Plot | null {
  if (value === null) return null;
  const span = 100 - axis.from;
  const position = (index: number) =>
    span <= 0 ? WIDTH : Number(((WIDTH * (index - axis.from)) / span).toFixed(1));
  return {
    x: position(value),
    low: interval && position(interval.low),
    high: interval && position(interval.high),
    target: target !== null && target > axis.from && target < 100 ? position(target) : null,
  };
}
