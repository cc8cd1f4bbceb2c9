import type { Domain } from '../../server/domain/questionnaire.js';
import type { Aspect } from './aspects.js';
import type { Random } from './random.js';

/** What happened at the agency: the facts behind the process questions, whether a form asks them or not. */
export interface Encounter {
  filedBy: 'desk' | 'online' | 'post' | 'help';
  result: 'early' | 'ontime' | 'late' | 'pending';
  warned: boolean;
  apologised: boolean;
  supplements: '0' | '1' | '2p';
  trips: '0' | '1' | '2' | '3' | '4' | '5p';
  harassment: 'no' | 'some' | 'many';
  extraPayment: 'no' | 'some' | 'many';
}

/** Log-odds of a late result by field; land files cross several agencies and are late most often. */
const lateOdds: Record<Domain, number> = {
  general: -3.1,
  labour: -2.9,
  unemployment_insurance: -3,
  social_protection: -2.8,
  people_with_merit: -2.8,
  land: -1.8,
};

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

function drawTrips(
  random: Random,
  encounter: Pick<Encounter, 'filedBy' | 'result' | 'supplements'>,
): Encounter['trips'] {
  const { filedBy, result, supplements } = encounter;
  const more = (result === 'late' ? 1 : 0) + { '0': 0, '1': 1, '2p': 2 }[supplements];
  if (more === 0 && (filedBy === 'online' || filedBy === 'post'))
    return random.weighted([
      ['0', 58],
      ['1', 34],
      ['2', 8],
    ]);
  const usual = random.weighted([
    [1, 28],
    [2, 66],
    [3, 6],
  ]);
  const extra = Array.from({ length: more }).filter(() => random.chance(0.7)).length;
  const trips = usual + extra;
  return trips >= 5 ? '5p' : (String(trips) as Encounter['trips']);
}

/** `lateness` is the unit's own addition to the log-odds of a late result, `online` whether the form came by the web. */
export function drawEncounter(random: Random, domain: Domain, lateness: number, online: boolean): Encounter {
  const late = logistic(lateOdds[domain] + lateness);
  const filedBy = random.weighted<Encounter['filedBy']>(
    online
      ? [
          ['desk', 38],
          ['online', 52],
          ['post', 5],
          ['help', 5],
        ]
      : [
          ['desk', 76],
          ['online', 15],
          ['post', 3],
          ['help', 6],
        ],
  );
  const result = random.weighted<Encounter['result']>([
    ['late', late],
    ['pending', (1 - late) * 0.05],
    ['early', (1 - late) * 0.11],
    ['ontime', (1 - late) * 0.84],
  ]);
  const warned = random.chance(0.48);
  const supplements = random.weighted<Encounter['supplements']>(
    result === 'late'
      ? [
          ['0', 52],
          ['1', 33],
          ['2p', 15],
        ]
      : [
          ['0', 85],
          ['1', 12],
          ['2p', 3],
        ],
  );
  const harassment = random.weighted<Encounter['harassment']>(
    result === 'late' || supplements === '2p'
      ? [
          ['no', 78],
          ['some', 19],
          ['many', 3],
        ]
      : [
          ['no', 95.5],
          ['some', 4.2],
          ['many', 0.3],
        ],
  );
  return {
    filedBy,
    result,
    warned,
    // The letter of apology is a duty whenever a result is late; in practice those who warn also apologise.
    apologised: random.chance(warned ? 0.52 : 0.12),
    supplements,
    trips: drawTrips(random, { filedBy, result, supplements }),
    harassment,
    extraPayment: random.weighted<Encounter['extraPayment']>(
      harassment === 'no'
        ? [
            ['no', 98.4],
            ['some', 1.5],
            ['many', 0.1],
          ]
        : [
            ['no', 72],
            ['some', 24],
            ['many', 4],
          ],
    ),
  };
}

/** What the encounter does to the satisfaction with one aspect, on the latent scale. */
export function encounterEffect(encounter: Encounter, aspect: Aspect): number {
  if (aspect === 'policy') return 0;
  let effect = { early: 0.2, ontime: 0.06, late: -0.4, pending: -0.1 }[encounter.result];
  if (encounter.result === 'late') {
    if (aspect === 'result') effect -= 0.5;
    if (encounter.apologised) effect += 0.25;
    if (encounter.warned) effect += 0.12;
  }
  effect +=
    { '0': 0.03, '1': -0.15, '2p': -0.5 }[encounter.supplements] * (aspect === 'procedure' ? 1.4 : 0.8);
  effect += { '0': 0.12, '1': 0.06, '2': 0, '3': -0.15, '4': -0.35, '5p': -0.6 }[encounter.trips];
  effect -= { no: 0, some: 0.7, many: 1.5 }[encounter.harassment] * (aspect === 'officials' ? 1.5 : 0.8);
  effect -= { no: 0, some: 0.5, many: 1 }[encounter.extraPayment];
  return effect;
}
