/** Draws the dashboard's charts and keeps today's count fresh. The tables beside them say the same, so nothing is lost where this does not run. */
import { chartConfig } from '../../server/render/charts/chart-config.js';
import type { ChartData } from '../../server/render/charts/chart-data.js';
import { chartHeight } from './dashboard/chart-height.js';
import { Chart } from './dashboard/chart-parts.js';
import { keepLiveCount } from './dashboard/live-count.js';

function draw(figure: HTMLElement, data: ChartData): void {
  const canvas = figure.querySelector('canvas');
  const holder = canvas?.parentElement;
  if (!canvas || !holder) return;
  canvas.hidden = false;
  holder.style.height = `${chartHeight(data)}px`;
  const config = chartConfig(data);
  config.options = { ...config.options, devicePixelRatio: window.devicePixelRatio };
  new Chart(canvas, config);
}

/** A chart in a closed part of the page has no width yet: it is drawn when the part is opened. */
function drawWhenOpen(figure: HTMLElement, data: ChartData): void {
  const part = figure.closest('details');
  if (!part || part.open) draw(figure, data);
  else part.addEventListener('toggle', () => draw(figure, data), { once: true });
}

const block = document.getElementById('charts');
const charts = JSON.parse(block?.textContent ?? '{}') as Record<string, ChartData>;
// Chart.js measures text once: before the house font is there, labels would be cut to another font's width.
void document.fonts.load('16px "Be Vietnam Pro"', 'Hài Lòng').then(() => {
  for (const figure of document.querySelectorAll<HTMLElement>('[data-chart]')) {
    const data = charts[figure.dataset.chart ?? ''];
    if (data) drawWhenOpen(figure, data);
  }
});
keepLiveCount();
