import type { Figure } from '../../domain/report-model.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
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
  /** Fewer responses are never shown; a hidden figure of more is hidden for another's sake. */
  suppressBelow: number;
}

export function figureView(
  figure: Figure,
  { suppressBelow }: Pick<DisplayThresholds, 'suppressBelow'>,
  axis: Axis = { from: 0 },
  target: number | null = null,
): FigureView {
  const hidden = figure.value === null;
  return {
    ...figure,
    nobody: hidden && figure.n === 0,
    small: hidden && figure.n > 0 && figure.n < suppressBelow,
    derivable: hidden && figure.n >= suppressBelow,
    few: !hidden && figure.display === 'few',
    shown: !hidden,
    plot: intervalPlot(figure, axis, target),
    suppressBelow,
  };
}
