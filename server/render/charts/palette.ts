/**
 * The colours of charts, all opaque (PDF/A allows no transparency in what we embed). The five levels run from
 * orange over grey to blue: people with any of the three colour-vision deficiencies keep them apart, and their
 * lightness differs when a page is copied in grey. They never stand alone: a word or a number is always beside.
 */
export const levelColours = ['#a63603', '#f2a654', '#d5d8dc', '#6fa8d6', '#0b4a8f'] as const;

/** Ink that can be read on each of the level colours (contrast at least 4.5 : 1). */
export const levelInks = ['#ffffff', '#1b2733', '#1b2733', '#1b2733', '#ffffff'] as const;

export const chartColours = {
  value: '#0b4a8f',
  earlier: '#a9c3df',
  mark: '#1b2733',
  interval: '#e07b00',
  ink: '#1b2733',
  muted: '#56636f',
  grid: '#dfe4ea',
  ground: '#ffffff',
} as const;

/** Bundled with the program and registered on the server; a linked font in the browser. Quoted, as in CSS. */
export const chartFont = { family: '"Be Vietnam Pro", sans-serif', size: 13 } as const;
