import { describe, expect, it } from '@jest/globals';
import { formsOfMethod } from '../../../server/services/numbers/survey-method.js';
import { countedRows } from '../../../server/services/numbers/counted-rows.js';
import { bad, good, tinyWorld } from './tiny-world.js';

describe('counted rows', () => {
  it('are none in a month or of a form that nobody answered, and not those of another', async () => {
    const world = tinyWorld();
    world.answer(5, good);
    world.answer(3, bad, { questionnaire: { id: 'tiny-land', version: 1 } });
    const method = (await world.numbers.at('2026-Q3', '01')).base.method;
    const months = ['2026-06', '2026-07', '2026-08', '2026-09'];
    const answers = await world.service.select({ months, unitCodes: ['w1'] });
    const { table } = await answers.to(formsOfMethod(world.catalogue, method));
    const rows = countedRows(table);
    expect(rows('self-selected', months)).toBe(8);
    expect(rows('self-selected', ['2026-07'], 'tiny@1')).toBe(5);
    expect(rows('self-selected', ['2026-06', '2026-08'])).toBe(0);
    expect(rows('self-selected', ['2026-08'], 'tiny-land@1')).toBe(0);
    expect(rows('self-selected', months, 'nobody@1')).toBe(0);
    expect(rows('random-sample', months)).toBe(0);
  });
});
