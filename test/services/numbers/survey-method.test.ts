import { describe, expect, it } from '@jest/globals';
import { newestMethods } from '../../../server/domain/method-versions.js';
import { parsePeriod } from '../../../server/domain/period.js';
import type { SurveyMethod } from '../../../server/satisfaction/method.js';
import { methodsBeside } from '../../../server/services/numbers/survey-method.js';
import { surveyMethod, tinyWorld } from './tiny-world.js';

describe('the methods beside that of the index', () => {
  it('are of its criterion rule, in the version of the period, and not legacy', () => {
    const { catalogue } = tinyWorld({
      methods: [
        surveyMethod('sipas-2640-top2', ['tiny', 'tiny-land']),
        surveyMethod('old-short', ['short'], { legacy: true }),
        surveyMethod('mean-short', ['short'], { criterionRule: 'mean4' }),
        surveyMethod('short-top2', ['short']),
        surveyMethod('short-top2', ['short'], { version: 2, validFrom: '2026-10-01' }),
      ],
    });
    const main = newestMethods(catalogue)[0] as SurveyMethod;
    const named = (period: string) =>
      methodsBeside(catalogue, main, parsePeriod(period)).map(({ id, version }) => `${id}@${version}`);
    expect([named('2026-Q3'), named('2026-Q4')]).toEqual([['short-top2@1'], ['short-top2@2']]);
  });
});
