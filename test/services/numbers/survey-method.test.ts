import { describe, expect, it } from '@jest/globals';
import { newestMethods } from '../../../server/domain/method-versions.js';
import { parsePeriod } from '../../../server/domain/period.js';
import type { SurveyMethod } from '../../../server/satisfaction/method.js';
import { methodsBeside } from '../../../server/services/numbers/survey-method.js';
import { good, surveyMethod, tinyWorld } from './tiny-world.js';

const text = { vi: '', en: '' };
const byPerson = (id: string, forms: string[]) =>
  surveyMethod(id, forms, {
    aggregation: { rule: 'person', text },
  } as Partial<SurveyMethod>);

describe('a method that computes person by person', () => {
  it('is refused by name where only counts are kept, and says where to compute it', async () => {
    const world = tinyWorld({ methods: [byPerson('persons', ['tiny'])] });
    world.answer(20, good);
    await expect(
      world.indices.table({ period: '2026-Q3', unit: '01', by: 'unit', method: 'persons' }),
    ).rejects.toMatchObject({
      code: 'method-not-found',
      message: expect.stringContaining('npm run index'),
    });
  });

  it('is not taken for the row of another form beside the index', () => {
    const world = tinyWorld({
      methods: [
        surveyMethod('sipas-2640-top2', ['tiny', 'tiny-land']),
        byPerson('a-short', ['short']),
        surveyMethod('short-top2', ['short']),
      ],
    });
    const [main, , short] = newestMethods(world.catalogue) as SurveyMethod[];
    expect(methodsBeside(world.catalogue, main!, parsePeriod('2026-Q3'))).toEqual([short]);
  });
});
