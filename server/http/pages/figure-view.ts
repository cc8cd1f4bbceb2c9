import type { Figure } from '../../domain/report-model.js';
import { intervalPlot, type Axis, type Plot } from './interval-plot.js';

/** A figure with the reason why it is not, or not without reserve, shown. */
export interface FigureView extends Figure {
  /** Nobody answered; too few answered; hidden because another hidden cell could be worked out; shown, but few. */
  nobody: boolean;
  small: boolean;
  derivable: boolean;
  few: boolean;
  shown: boolean;
  plot: Plot | null;
}

/** Fewer responses than this are never shown; a hidden figure with more is hidden for another's sake. */
const SHOWN_FROM = 10;

export function figureView(
  figure: Figure,
  axis: Axis = { from: 0 },
  target: number | null = null,
): FigureView {
  const hidden = figure.value === null;
  return {
    ...figure,
    nobody: hidden && figure.n === 0,
    small: hidden && figure.n > 0 && figure.n < SHOWN_FROM,
    derivable: hidden && figure.n >= SHOWN_FROM,
    few: !hidden && figure.display === 'few',
    shown: !hidden,
    plot: intervalPlot(figure, axis, target),
  };
}
