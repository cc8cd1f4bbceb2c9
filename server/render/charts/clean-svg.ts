import { chartFont } from './palette.js';

/** The first of a list of positions: '10, 19.3, 23.1, ' → '10'. */
function first(list: string): string {
  return list.split(',')[0]?.trim() ?? '0';
}

/** Ids counted from 1 in each drawing; Skia counts them on from drawing to drawing. */
function renumbered(svg: string): string {
  const ids = new Map<string, string>();
  const renamed = (id: string): string => {
    const known = ids.get(id) ?? `clip-${ids.size + 1}`;
    ids.set(id, known);
    return known;
  };
  return svg
    .replaceAll(/ id="([^"]+)"/g, (_, id: string) => ` id="${renamed(id)}"`)
    .replaceAll(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${renamed(id)})`);
}

/**
 * Skia's SVG made fit for a page and for PDF/A: no XML prologue, no invisible rectangles, a start for each line of
 * text instead of one for each letter (so that another font, where the house font is missing, still sets it evenly),
 * and the same ids for the same drawing.
 */
export function cleanSvg(svg: string): string {
  return renumbered(svg)
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
