import type { Chart, Plugin } from 'chart.js';
import { chartColours, chartFont } from './palette.js';

/**
 * A dashed upright line before each point that the series breaks at, with a word above it, so that nobody reads a step as
 * a change. Drawn by the server and the browser alike.
 */
export function breakMarks(isBreak: readonly boolean[], word: string): Plugin {
  return {
    id: 'breakMarks',
    afterDatasetsDraw(chart: Chart) {
      const { ctx, chartArea, scales } = chart;
      const x = scales['x'];
      if (!x) return;
      isBreak.forEach((breaks, at) => {
        if (!breaks) return;
        const here = x.getPixelForValue(at);
        const before = at === 0 ? chartArea.left : x.getPixelForValue(at - 1);
        const middle = (here + before) / 2;
        ctx.save();
        ctx.strokeStyle = chartColours.muted;
        ctx.fillStyle = chartColours.ink;
        ctx.lineWidth = 1.5;
        ctx.setLineDash([5, 4]);
        ctx.beginPath();
        ctx.moveTo(middle, chartArea.top);
        ctx.lineTo(middle, chartArea.bottom);
        ctx.stroke();
        ctx.font = `${chartFont.size}px ${chartFont.family}`;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'top';
        ctx.fillText(word, middle, chartArea.top + 2);
        ctx.restore();
      });
    },
  };
}
