import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { levelColours } from '../../server/render/charts/palette.js';

it('the bars in tables have the colours of the charts beside them', async () => {
  const css = await readFile(new URL('../../templates/styles/official/figures.css', import.meta.url), 'utf8');
  const fills = [...css.matchAll(/\.level-\d \{\s*fill: (#[0-9a-f]{6})/g)].map(([, colour]) => colour);
  expect(fills).toEqual([...levelColours]);
});
