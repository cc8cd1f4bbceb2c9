import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from '@jest/globals';
import type { ChartData } from '../../../server/render/charts/chart-data.js';
import { chartPng, chartSize, chartSvg } from '../../../server/render/charts/draw-chart.js';
import { chartColours, levelColours } from '../../../server/render/charts/palette.js';
import { figure } from '../report-models.js';

const hidden = figure(null, 6);
const charts: ChartData[] = [
  {
    kind: 'overall',
    language: 'vi',
    rows: [
      { label: 'Quý III năm 2026', figure: figure(82.665, 900) },
      { label: 'Tháng 7', figure: hidden },
    ],
  },
  {
    kind: 'elements',
    language: 'vi',
    periodLabel: 'Quý III',
    previousLabel: 'Quý II',
    rows: [{ label: 'Tiếp cận dịch vụ', figure: figure(80, 400), previous: figure(78, 400) }],
  },
  {
    kind: 'distribution',
    language: 'vi',
    levels: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'],
    rows: [
      { label: 'A1. Nơi ngồi chờ', counts: [23, 46, 153, 419, 528] },
      { label: 'A2. Trang thiết bị', counts: null },
    ],
  },
  { kind: 'units', language: 'en', rows: [{ label: 'Phường Ba Đình', figure: figure(90, 100) }] },
  {
    kind: 'trend',
    language: 'vi',
    points: [
      { label: 'Quý I', figure: figure(79, 300), breakBefore: false },
      { label: 'Quý II', figure: figure(81, 300), breakBefore: true },
    ],
  },
];

/** The words of a drawing in the order of its lines. */
function words(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => (text ?? '').trim());
}

function chart(kind: ChartData['kind']): ChartData {
  const found = charts.find((data) => data.kind === kind);
  if (found === undefined) throw new Error(`no chart ${kind}`);
  return found;
}

describe('charts on the server', () => {
  it.each(charts)('draws the $kind chart as SVG in which nothing is transparent', async (data) => {
    const svg = await chartSvg(data);
    const { width, height } = chartSize(data);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
    expect(svg).not.toMatch(/opacity|rgba/);
    expect(words(svg).length).toBeGreaterThan(3);
  });

  it('gives the same bytes for the same data', async () => {
    for (const data of charts) expect(await chartSvg(data)).toBe(await chartSvg(structuredClone(data)));
  });

  it('keeps Vietnamese as text, value and interval printed beside the bar', async () => {
    const drawn = words(await chartSvg(chart('overall')));
    expect(drawn).toContain('Quý III năm 2026');
    expect(drawn).toContain('82,67 (79,67–85,67)'); // half-up on decimals; interval of the test figure: ± 90/√900
  });

  it('draws a dash and no bar for a hidden value', async () => {
    const rows = [{ label: 'Tháng 7', figure: hidden }];
    const svg = await chartSvg({ kind: 'overall', language: 'vi', rows });
    expect(words(svg)).toContain('–');
    expect(svg).not.toContain(chartColours.value.toUpperCase());
    expect(svg).not.toContain(chartColours.interval.toUpperCase());
  });

  it('stacks the five levels in their colours with their shares', async () => {
    const svg = await chartSvg(chart('distribution'));
    for (const colour of levelColours) expect(svg).toContain(colour.toUpperCase());
    // 419/1169 = 35.84 %, 528/1169 = 45.17 %, 153/1169 = 13.09 %; 23 and 46 (2 % and 4 %) are too narrow for a number
    expect(words(svg)).toEqual(expect.arrayContaining(['13', '36', '45']));
    expect(words(svg)).not.toContain('4');
    expect(words(svg).filter((word) => word === '–')).toHaveLength(1); // the row whose counts are hidden
  });

  it('draws no line across a break', async () => {
    const line = new RegExp(`<path fill="none" stroke="${chartColours.value}"`, 'i');
    const broken = await chartSvg(chart('trend'));
    const points = [
      { label: 'Quý I', figure: figure(79, 300), breakBefore: false },
      { label: 'Quý II', figure: figure(81, 300), breakBefore: false },
    ];
    const whole = await chartSvg({ kind: 'trend', language: 'vi', points });
    const lines = (svg: string) => svg.split(line).length - 1;
    expect(lines(whole)).toBeGreaterThan(lines(broken));
  });

  it('draws a PNG at twice the size', async () => {
    const data = chart('units');
    const image = await loadImage(Buffer.from(await chartPng(data)));
    expect([image.width, image.height]).toEqual([2 * chartSize(data).width, 2 * chartSize(data).height]);
  });
});
