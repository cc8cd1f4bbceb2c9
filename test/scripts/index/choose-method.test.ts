import { describe, expect, it } from '@jest/globals';
import { chooseMethod, chooseQuestionnaire, methodNamed } from '../../../scripts/index/choose-method.js';
import { formWith } from '../../domain/answers-fixture.js';
import { surveyMethod, tinyWorld } from '../../services/numbers/tiny-world.js';

const { catalogue } = tinyWorld({
  forms: [formWith()],
  methods: [
    surveyMethod('m', ['tiny']),
    surveyMethod('m', ['tiny'], { version: 2, validFrom: '2099-01-01', criterionRule: 'mean4' }),
  ],
});
const form = chooseQuestionnaire(catalogue, 'tiny');

describe('--method', () => {
  it.each([
    [null, 2],
    ['m', 2],
    ['m@1', 1],
    ['m@2', 2],
  ])('%s is version %d', (name, version) => {
    expect(chooseMethod(catalogue, form, name).version).toBe(version);
  });

  it('refuses a version that does not exist', () => {
    expect(() => chooseMethod(catalogue, form, 'm@3')).toThrow('--method m@3: not known; tiny has m');
    expect(methodNamed(catalogue, 'm@3')).toBeUndefined();
  });
});
