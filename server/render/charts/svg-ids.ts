/** Gives the ids inside a drawing a prefix, so that several drawings can stand on one page. */
export function withPrefixedIds(svg: string, prefix: string): string {
  return svg.replaceAll(/ id="/g, ` id="${prefix}-`).replaceAll('url(#', `url(#${prefix}-`);
}
