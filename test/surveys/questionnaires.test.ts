import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../server/domain/catalogue.js';
import { itemsOf, type Questionnaire } from '../../server/domain/questionnaire.js';
import { loadCatalogue } from '../../server/load-catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(join(import.meta.dirname, '../../surveys'));
});

function form(id: string): Questionnaire {
  const found = catalogue.questionnaires.get(`${id}@1`);
  if (!found) throw new Error(`no form ${id}`);
  return found;
}
/** Official criteria by the length of each element. */
const criteria = (id: string) =>
  form(id)
    .parts.filter((part) => part.official)
    .map((part) => [part.id, part.items.length]);
const officialOf2640 = [
  ['a', 4],
  ['b', 5],
  ['c', 6],
  ['d', 3],
  ['e', 4],
];
const domainForms = [
  'hn-labour',
  'hn-unemployment-insurance',
  'hn-social-protection',
  'hn-people-with-merit',
  'hn-land',
];

describe('the questionnaires', () => {
  it('are the eight', () => {
    expect([...catalogue.questionnaires.keys()].sort()).toEqual(
      ['hn-onestop-short', 'sipas-1001-2023', 'sipas-2640-2017', ...domainForms]
        .map((id) => `${id}@1`)
        .sort(),
    );
  });

  it('hold the 5 elements and 22 criteria of Decision 2640/QĐ-BNV', () => {
    expect(criteria('sipas-2640-2017')).toEqual(officialOf2640);
  });

  it.each(domainForms)('of a domain hold the same 22 and local ones apart: %s', (id) => {
    expect(criteria(id)).toEqual(officialOf2640);
    const officials = (questionnaire: Questionnaire) => questionnaire.parts.filter((part) => part.official);
    expect(officials(form(id))).toEqual(officials(form('sipas-2640-2017')));
    const local = form(id).parts.find((part) => part.id === 'local');
    expect(local).toMatchObject({ official: false, kind: 'element' });
  });

  it.each([
    ['hn-labour', 'labour', ['ld1', 'ld2'], ['so-noi-vu']],
    ['hn-unemployment-insurance', 'unemployment_insurance', ['tn1', 'tn2', 'tn3'], ['tt-dvvl']],
    ['hn-social-protection', 'social_protection', ['bt1', 'bt2', 'bt3'], ['so-y-te', 'phuong', 'xa']],
    ['hn-people-with-merit', 'people_with_merit', ['nc1', 'nc2', 'nc3'], ['so-noi-vu', 'phuong', 'xa']],
    ['hn-land', 'land', ['dd1', 'dd2', 'dd3'], ['so-nnmt', 'phuong', 'xa']],
  ])('of a domain ask their own items at their units: %s', (id, domain, items, units) => {
    const local = form(id).parts.find((part) => part.id === 'local');
    expect(local?.items.map((item) => item.id)).toEqual(items);
    expect(form(id)).toMatchObject({ domain, units });
  });

  it('hold 19 service and 32 policy criteria of Decision 1001/QĐ-BNV, in two groups', () => {
    const parts = form('sipas-1001-2023').parts.filter((part) => part.official);
    const count = (group: string) =>
      parts.filter((part) => part.group === group).flatMap((part) => part.items).length;
    expect([parts.length, count('service'), count('policy')]).toEqual([14, 19, 32]);
  });

  it('ask for expectations as each decision does: up to three, or each one rated', () => {
    expect(itemsOf(form('sipas-2640-2017')).find((item) => item.id === 'm')).toMatchObject({
      type: 'multi',
      max: 3,
    });
    const rated = form('sipas-1001-2023').parts.find((part) => part.kind === 'expectations');
    expect(rated?.items.map((item) => [item.type, 'scale' in item && item.scale])).toEqual(
      Array.from({ length: 10 }, () => ['rating', 'expectation']),
    );
  });

  it('keep the short form to a minute and to three official criteria', () => {
    expect(criteria('hn-onestop-short')).toEqual([
      ['s3', 1],
      ['s2', 1],
      ['s4', 1],
    ]);
    expect(form('hn-onestop-short').expectedSeconds).toBeLessThanOrEqual(60);
    expect(itemsOf(form('hn-onestop-short')).map((item) => item.id)).toEqual([
      's3_1',
      's2_1',
      's4_1',
      'overall',
      'q2',
      'q4',
      'q5',
      'q7',
      'comment',
    ]);
  });

  it('ask about the apology only of those whose result came late', () => {
    for (const questionnaire of catalogue.questionnaires.values())
      for (const item of itemsOf(questionnaire).filter(({ id }) => id === 'q6' || id === 'q7'))
        expect(item.showIf).toEqual({ item: 'q5', in: ['late'] });
  });

  it('say on the first screen who asks, that it is voluntary and from 18 years', () => {
    for (const { intro, minimumAge } of catalogue.questionnaires.values()) {
      expect(intro.vi).toMatch(/\{unit\}.*từ đủ 18 tuổi.*tự nguyện.*không thu thập họ tên, số định danh/);
      expect(intro.en).toMatch(/\{unit\}.*from 18 years.*voluntary.*no name or ID number/);
      expect(minimumAge).toBe(18);
    }
  });

  it('ask for ethnicity, and only for that, behind a consent of its own', () => {
    for (const questionnaire of catalogue.questionnaires.values()) {
      const sensitive = itemsOf(questionnaire).filter((item) => item.sensitive);
      const asksAboutPeople = questionnaire.id !== 'hn-onestop-short';
      expect(sensitive.map(({ id }) => id)).toEqual(asksAboutPeople ? ['dm6'] : []);
      expect(questionnaire.sensitiveConsent !== undefined).toBe(asksAboutPeople);
    }
  });

  it('mark the origin of the 22 criteria: 7 verbatim, 4 paraphrased, 11 reconstructed', () => {
    const marks = form('sipas-2640-2017')
      .parts.filter((part) => part.official)
      .flatMap((part) => part.items);
    const count = (src: string) => marks.filter((item) => item.src === src).length;
    expect({ V: count('V'), P: count('P'), R: count('R') }).toEqual({ V: 7, P: 4, R: 11 });
  });
});
