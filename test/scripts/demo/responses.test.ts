import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoCollectors } from '../../../scripts/demo/collectors.js';
import { demoResponses } from '../../../scripts/demo/responses.js';
import { demoYear } from '../../../scripts/demo/year.js';
import { answerFaults } from '../../../server/domain/answer-faults.js';
import type { Catalogue } from '../../../server/domain/catalogue.js';
import { itemsOf, versionName, type Answer } from '../../../server/domain/questionnaire.js';
import type { Collector, Response } from '../../../server/domain/response.js';
import { loadCatalogue } from '../../../server/load-catalogue.js';

const today = new Date('2026-11-24T05:00:00Z');
let catalogue: Catalogue;
let collectors: Collector[];
let responses: Response[];

const make = (count: number, seed = 2640): Response[] => [
  ...demoResponses({ catalogue, collectors, today, count, seed }),
];
beforeAll(async () => {
  catalogue = await loadCatalogue('surveys');
  collectors = demoCollectors(catalogue, demoYear(today).from);
  responses = make(6000);
});

/** Share of satisfied answers in percent over the official criteria of these responses. */
function topTwo(chosen: Response[], only: (id: string) => boolean = () => true): number {
  let [satisfied, valid] = [0, 0];
  for (const { questionnaire, answers } of chosen)
    for (const part of catalogue.questionnaires.get(versionName(questionnaire))!.parts)
      for (const { id } of part.official ? part.items : []) {
        const level = answers[id];
        if (typeof level !== 'number' || !only(id)) continue;
        valid += 1;
        if (level >= 4) satisfied += 1;
      }
  return (100 * satisfied) / valid;
}
const with22 = (): Response[] => responses.filter(({ answers }) => 'a1' in answers || 'b1' in answers);
const answered = (item: string, ...values: Answer[]): Response[] =>
  with22().filter(({ answers }) => values.includes(answers[item] ?? ''));
const share = (part: number, whole: number): number => part / whole;

describe("the demo's responses", () => {
  it('are the same for the same seed and others for another', () => {
    expect(make(200)).toEqual(make(200));
    expect(make(200, 1).map(({ id }) => id)).not.toEqual(make(200).map(({ id }) => id));
  });

  it('are as many as asked for, each once, in order of arrival, within the twelve months', () => {
    const { from, to } = demoYear(today);
    expect(responses).toHaveLength(6000);
    expect(new Set(responses.map(({ id }) => id)).size).toBe(6000);
    const times = responses.map(({ receivedAt }) => receivedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(from.getTime());
    expect(times[5999]).toBeLessThan(to.getTime());
  });

  it('fit their questionnaires, and use every one of them and every item', () => {
    const unused = new Set<string>();
    for (const [name, questionnaire] of catalogue.questionnaires)
      for (const item of itemsOf(questionnaire))
        for (const id of item.type === 'grid' ? item.rows.map((row) => row.id) : [item.id])
          unused.add(`${name} ${id}`);
    for (const { questionnaire, answers, consent } of responses) {
      const name = versionName(questionnaire);
      expect(answerFaults(catalogue.questionnaires.get(name)!, answers, consent.sensitive)).toEqual([]);
      for (const id of Object.keys(answers)) unused.delete(`${name} ${id}`);
    }
    expect([...unused]).toEqual([]);
  });

  it('carry what their collector says, and name only procedures of the catalogue', () => {
    const byId = new Map(collectors.map((collector) => [collector.id, collector]));
    for (const { collectorId, questionnaire, unitCode, channel, randomSample, procedure } of responses) {
      expect(byId.get(collectorId)).toMatchObject({ questionnaire, unitCode, channel, randomSample });
      if (procedure !== null) expect(catalogue.procedures.has(procedure)).toBe(true);
    }
    expect(responses.some(({ procedure }) => procedure !== null)).toBe(true);
  });

  it('come to kiosks while the office is open', () => {
    for (const { channel, receivedAt } of responses) {
      if (channel !== 'kiosk') continue;
      const local = new Date(receivedAt.getTime() + 7 * 3_600_000);
      expect(local.getUTCDay()).not.toBe(0);
      expect(local.getUTCHours()).toBeGreaterThanOrEqual(8);
      expect(local.getUTCHours()).toBeLessThan(17);
    }
  });

  it('are satisfied in 80 to 90 of 100 answers, as Hà Nội was in 2024 (86.50, SIPAS)', () => {
    expect(topTwo(with22())).toBeGreaterThan(80);
    expect(topTwo(with22())).toBeLessThan(90);
  });

  it('rate officials best and the handling of feedback last', () => {
    const elements = ['a', 'b', 'c', 'd', 'e'].map((element) =>
      topTwo(with22(), (id) => id.startsWith(element)),
    );
    expect(Math.max(...elements)).toBe(elements[2]);
    expect(Math.min(...elements)).toBe(elements[4]);
    expect(elements[2]! - elements[4]!).toBeGreaterThan(4);
  });

  it('agree with what happened: late results and harassment cost satisfaction', () => {
    expect(topTwo(answered('q5', 'ontime')) - topTwo(answered('q5', 'late'))).toBeGreaterThan(10);
    expect(topTwo(answered('q3', 'no')) - topTwo(answered('q3', 'some', 'many'))).toBeGreaterThan(15);
    // National survey 2024: 90.06 % saw no harassment.
    const told = answered('q3', 'no', 'some', 'many').length;
    expect(share(answered('q3', 'no').length, told)).toBeGreaterThan(0.87);
    expect(share(answered('q3', 'no').length, told)).toBeLessThan(0.97);
  });

  it('differ between units more than chance alone would make them', () => {
    const shares = [...new Set(with22().map(({ unitCode }) => unitCode))]
      .map((code) => with22().filter(({ unitCode }) => unitCode === code))
      .filter((own) => own.length >= 20)
      .map((own) => topTwo(own));
    expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(8);
  });

  it('leave some questions blank, some "not used", and some forms unfinished', () => {
    const asked = with22().length;
    const notUsed = with22().filter(({ answers }) => answers['e4'] === 'na').length;
    const blank = with22().filter(({ answers }) => !('c3' in answers)).length;
    expect(share(notUsed, asked)).toBeGreaterThan(0.15);
    expect(share(notUsed, asked)).toBeLessThan(0.4);
    expect(share(blank, asked)).toBeGreaterThan(0.002);
    expect(share(blank, asked)).toBeLessThan(0.05);
  });

  it('hold a few careless ones that the quality rules can find', () => {
    const hasty = responses.filter(
      ({ paradata, answers }) => paradata.seconds / Object.keys(answers).length < 2,
    );
    expect(share(hasty.length, responses.length)).toBeGreaterThan(0.003);
    expect(share(hasty.length, responses.length)).toBeLessThan(0.03);
  });

  it('hold remarks in many wordings, a few of them with a telephone number', () => {
    const remarks = responses.flatMap(({ answers }) =>
      typeof answers['comment'] === 'string' ? [answers['comment']] : [],
    );
    expect(share(remarks.length, responses.length)).toBeGreaterThan(0.04);
    expect(new Set(remarks).size).toBeGreaterThan(100);
    expect(remarks.some((remark) => /0900/.test(remark))).toBe(true);
  });
});
