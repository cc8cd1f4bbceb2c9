import type { Chart, Plugin } from 'chart.js';
import { chartColours, chartFont } from './palette.js';

/** Printed in a column at the right of a horizontal bar chart, level with the bars: the value and its interval. */
export function rowValues(texts: readonly string[]): Plugin {
  return {
    id: 'row-values',
    afterDatasetsDraw(chart: Chart) {
      const { ctx, chartArea, width } = chart;
      const centres = chart.scales['y'];
      if (centres === undefined) return;
      ctx.save();
      ctx.font = `${chartFont.size}px ${chartFont.family}`;
      ctx.fillStyle = chartColours.ink;
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'left';
      texts.forEach((text, row) =>
        ctx.fillText(text, chartArea.right + 10, centres.getPixelForValue(row), width),
      );
      ctx.restore();
    },
  };
}
