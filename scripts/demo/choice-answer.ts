import type { MultiItem, SingleItem } from '../../server/domain/questionnaire.js';
import type { Encounter } from './encounter.js';
import type { Random } from './random.js';
import type { Respondent } from './respondent.js';

/** Chance that somebody does not want to tell what the encounter was like. */
const refusals: Readonly<Record<string, number>> = {
  q3: 0.015,
  q4: 0.03,
  dm1: 0.01,
  dm2: 0.01,
  dm3: 0.02,
  dm4: 0.03,
  dm5: 0.01,
  dm6: 0.02,
};

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** Facts of the encounter as QĐ 1001 asks them: 1 none, 2 some, 3 many. */
const inNumbers = { no: '1', some: '2', many: '3' } as const;

/** What the respondent would truthfully say; undefined for questions that have no such fact. */
function fact(
  itemId: string,
  { encounter, person }: { encounter: Encounter; person: Respondent['person'] },
): string | undefined {
  const facts: Record<string, string> = {
    q2: encounter.trips,
    q3: encounter.harassment,
    q4: encounter.extraPayment,
    q5: encounter.result,
    q6: yes(encounter.warned),
    q7: yes(encounter.apologised),
    q8: encounter.supplements,
    q9: encounter.filedBy,
    n5: inNumbers[encounter.harassment],
    n6: inNumbers[encounter.extraPayment],
    dm1: person.gender,
    dm2: person.age,
    dm3: person.education,
    dm4: person.occupation,
    dm5: person.area,
    dm6: person.ethnicity,
    dm7: person.kind,
  };
  return facts[itemId];
}

/** Weights of the options by position; a question without an entry has its middle options most often. */
const weights: Readonly<Record<string, readonly number[]>> = {
  n3: [1, 5, 20, 55, 19],
  q1: [52, 30, 14, 46, 4],
  n2: [48, 34, 42, 30, 62, 38, 26, 33, 3],
  n4: [40, 24, 14, 12, 10, 8],
  n8: [44, 22, 30, 18, 36, 9],
};

/** One option of a single-choice question. */
export function singleAnswer(random: Random, respondent: Respondent, item: SingleItem): string {
  const offered = item.options.map(({ value }) => value);
  if (offered.includes('na') && random.chance(refusals[item.id] ?? 0)) return 'na';
  const true_ = fact(item.id, respondent);
  if (true_ !== undefined && offered.includes(true_)) return true_;
  const positions = weights[item.id] ?? offered.map((_, i) => 1 + Math.min(i, offered.length - 1 - i));
  return random.weighted(offered.map((value, i) => [value, positions[i] ?? 1] as const));
}

/** What an encounter makes people wish for, as factors on the usual weight of the expectation. */
function wishes({ encounter, satisfaction }: Respondent): Record<string, number> {
  return {
    m3: encounter.result === 'late' ? 3 : 1,
    m5: encounter.harassment === 'no' ? 1 : 3,
    m6: encounter.supplements === '2p' ? 2 : 1,
    m7: encounter.extraPayment === 'no' ? 1 : 3,
    m8: satisfaction.feedback < -1.5 ? 2 : 1,
    m9: satisfaction.access < -1.3 ? 2.5 : 1,
    m10: encounter.filedBy === 'online' ? 1.6 : 1,
  };
}
const expectationWeights = [12, 30, 30, 14, 20, 18, 18, 11, 15, 22];

/** Up to `max` options out of a list, heavier ones more often, in the order of the question. */
function chooseSome(random: Random, weighted: (readonly [string, number])[], max: number): string[] {
  const left = [...weighted];
  const chosen: string[] = [];
  const wanted = random.weighted([
    [1, 25],
    [2, 30],
    [3, 45],
  ]);
  while (chosen.length < Math.min(wanted, max) && left.length > 0) {
    const value = random.weighted(left);
    left.splice(
      left.findIndex(([candidate]) => candidate === value),
      1,
    );
    chosen.push(value);
  }
  return weighted.map(([value]) => value).filter((value) => chosen.includes(value));
}

/** Options of a multiple-choice question, at least one. */
export function multiAnswer(random: Random, respondent: Respondent, item: MultiItem): string[] {
  const factors = wishes(respondent);
  const expectations = item.options.every(({ value }) => /^m\d+$/.test(value));
  const base = expectations ? expectationWeights : weights[item.id];
  const weighted = item.options.map(
    ({ value }, i) => [value, (base?.[i] ?? 10) * (factors[value] ?? 1)] as const,
  );
  return chooseSome(random, weighted, item.max ?? item.options.length);
}
