import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Subsets of the house font and the letters each holds, as @fontsource cuts them. */
const subsets = [
  {
    file: 'vietnamese-400-normal.woff2',
    letters:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  },
  { file: 'latin-400-normal.woff2', letters: 'U+0000-00FF,U+2000-206F' },
];

/**
 * Styles that bring the font of the charts with the page (about 45 kB), so that their letters stand where they were
 * drawn though the page is saved and opened on a machine without it.
 */
export function chartFontFace(): string {
  return subsets
    .map(({ file, letters }) => {
      const bytes = readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${file}`));
      const source = `url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2')`;
      return `@font-face{font-family:'Be Vietnam Pro';font-weight:400;src:${source};unicode-range:${letters}}`;
    })
    .join('\n');
}
