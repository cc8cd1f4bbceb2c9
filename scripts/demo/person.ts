import type { Unit } from '../../server/domain/unit.js';
import type { Random } from './random.js';

/** Who answers: option values of the forms' demographic questions. Drawn, never a real person. */
export interface Person {
  gender: 'male' | 'female';
  age: 'u25' | '25_34' | '35_49' | '50_60' | 'o60';
  education: 'primary' | 'lower' | 'upper' | 'college' | 'uni' | 'post';
  occupation: string;
  area: 'urban' | 'rural' | 'remote';
  ethnicity: 'kinh' | 'other';
  kind: 'citizen' | 'org';
}

const ages = { desk: [9, 24, 36, 20, 11], online: [14, 35, 35, 12, 4] } as const;
const ageNames = ['u25', '25_34', '35_49', '50_60', 'o60'] as const;

function drawEducation(random: Random, person: Pick<Person, 'age' | 'area'>): Person['education'] {
  const old = person.age === 'o60' ? 1 : person.age === '50_60' ? 0.5 : 0;
  const urban = person.area === 'urban' ? 1 : 0;
  return random.weighted<Person['education']>([
    ['primary', 2 + 8 * old],
    ['lower', 12 + 12 * old - 5 * urban],
    ['upper', 30],
    ['college', 22],
    ['uni', 26 + 14 * urban - 14 * old],
    ['post', 3 + 4 * urban - 2 * old],
  ]);
}

function drawOccupation(
  random: Random,
  { age, area, kind, gender }: Omit<Person, 'occupation' | 'education'>,
): string {
  if (age === 'o60')
    return random.weighted([
      ['retired', 62],
      ['farmer', area === 'urban' ? 3 : 24],
      ['self', 12],
      ['home', 10],
      ['other', 4],
    ]);
  const student = age === 'u25' ? 34 : 0;
  return random.weighted([
    ['farmer', area === 'urban' ? 2 : 22],
    ['worker', 15],
    ['self', 26],
    ['firm', kind === 'org' ? 70 : area === 'urban' ? 28 : 14],
    ['official', 12],
    ['student', student],
    ['retired', age === '50_60' ? 14 : 0],
    ['home', gender === 'female' ? 9 : 1],
    ['unemp', 3],
    ['other', 4],
  ]);
}

/** A plausible respondent of this unit; those who answer online are younger than those at the desk. */
export function drawPerson(random: Random, unit: Unit, online: boolean): Person {
  const weights = ages[online ? 'online' : 'desk'];
  const rural = unit.type === 'xa' ? 0.85 : unit.type === 'phuong' ? 0.06 : 0.35;
  const area = random.chance(rural) ? (random.chance(0.04) ? 'remote' : 'rural') : 'urban';
  const drawn = {
    gender: random.chance(0.53) ? ('female' as const) : ('male' as const),
    age: random.weighted(ageNames.map((name, index) => [name, weights[index]!] as const)),
    area,
    ethnicity: random.chance(area === 'remote' ? 0.3 : 0.015) ? ('other' as const) : ('kinh' as const),
    kind: random.chance(0.07) ? ('org' as const) : ('citizen' as const),
  } as const;
  return { ...drawn, education: drawEducation(random, drawn), occupation: drawOccupation(random, drawn) };
}

/** How lenient such a person answers, on the latent scale: older people more, the highly educated less. */
export function leniencyOf(person: Person): number {
  const age = { u25: -0.06, '25_34': -0.1, '35_49': 0, '50_60': 0.1, o60: 0.2 }[person.age];
  const education = { primary: 0.12, lower: 0.08, upper: 0.04, college: 0, uni: -0.06, post: -0.14 }[
    person.education
  ];
  return age + education + (person.kind === 'org' ? -0.08 : 0);
}
