import { ChartJSNodeCanvas, type MimeType } from 'chartjs-node-canvas';
import { createRequire } from 'node:module';
import { chartConfig } from './chart-config.js';
import type { ChartData } from './chart-data.js';
import { cleanSvg } from './clean-svg.js';
import { chartColours } from './palette.js';

/** In pixels at 96 a inch. */
export interface ChartSize {
  width: number;
  height: number;
}

const require = createRequire(import.meta.url);
const fontFiles = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'];

/** One drawing surface a size and kind: each holds its own copy of Chart.js, so they are kept and used again. */
const surfaces = new Map<string, ChartJSNodeCanvas>();

function surface({ width, height }: ChartSize, type: 'svg' | 'png'): ChartJSNodeCanvas {
  const key = `${type} ${width}x${height}`;
  const known = surfaces.get(key);
  if (known !== undefined) return known;
  const made = new ChartJSNodeCanvas({
    width,
    height,
    ...(type === 'svg' ? { type } : {}),
    backgroundColour: chartColours.ground,
    chartCallback: (chartJs) => {
      chartJs.defaults.borderColor = chartColours.grid;
    },
  });
  for (const file of fontFiles)
    made.registerFont(require.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`), {
      family: 'Be Vietnam Pro',
    });
  surfaces.set(key, made);
  return made;
}

/** A height at which the rows of a chart can be read. */
export function chartSize(data: ChartData): ChartSize {
  const rows = data.kind === 'trend' ? 8 : data.rows.length;
  const rowHeight = data.kind === 'distribution' ? 31 : data.kind === 'elements' ? 42 : 27;
  const legend = data.kind === 'distribution' || data.kind === 'elements' || data.kind === 'trend' ? 44 : 0;
  return { width: 760, height: 40 + rows * rowHeight + legend };
}

/** The chart as an SVG element with nothing transparent, as PDF/A wants it; its letters are text in the house font. */
export async function chartSvg(data: ChartData, size: ChartSize = chartSize(data)): Promise<string> {
  const bytes = await surface(size, 'svg').renderToBuffer(chartConfig(data), 'image/svg+xml' as MimeType);
  return cleanSvg(bytes.toString('utf8'));
}

/** The chart as PNG at twice the size, for mail and screens of high density. */
export async function chartPng(data: ChartData, size: ChartSize = chartSize(data)): Promise<Uint8Array> {
  const doubled = { width: size.width, height: size.height };
  const config = chartConfig(data);
  config.options = { ...config.options, devicePixelRatio: 2 };
  return surface(doubled, 'png').renderToBuffer(config);
}
