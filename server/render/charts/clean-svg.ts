import { chartFont } from './palette.js';

/** The first of a list of positions: '10, 19.3, 23.1, ' → '10'. */
function first(list: string): string {
  return list.split(',')[0]?.trim() ?? '0';
}

/**
 * Skia's SVG made fit for a page and for PDF/A: no XML prologue, no invisible rectangles, a start for each line of
 * text instead of one for each letter (so that another font, where the house font is missing, still sets it evenly).
 */
export function cleanSvg(svg: string): string {
  return svg
    .replace(/^<\?xml[^>]*\?>\s*/, '')
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace(
      /<svg ([^>]*)width="([^"]*)" height="([^"]*)"/,
      '<svg $1viewBox="0 0 $2 $3" width="$2" height="$3"',
    )
    .replaceAll(/ fill="[^"]*"([^>]*) fill-opacity="0"/g, ' fill="none"$1')
    .replaceAll(' fill-opacity="0"', ' fill="none"')
    .replaceAll(/<text ([^>]*)x="([^"]*)" y="([^"]*)"/g, (_, before: string, x: string, y: string) => {
      return `<text ${before}x="${first(x)}" y="${first(y)}"`;
    })
    .replaceAll(/font-family="[^"]*"/g, `font-family='${chartFont.family}'`);
}
