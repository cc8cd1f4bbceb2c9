import { expect, it } from '@jest/globals';
import { killAgainAndAgain } from './engine-crash.js';

const rounds = Number(process.env['FAULT_ROUNDS'] ?? 200);

it(`keeps what it acknowledged through ${rounds} kills`, async () => {
  const { faults, acknowledged } = await killAgainAndAgain(rounds);
  expect(faults).toEqual([]);
  console.log(`${acknowledged} inserts were acknowledged`);
}, 3_600_000);
