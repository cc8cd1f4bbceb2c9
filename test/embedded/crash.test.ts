import { expect, it } from '@jest/globals';
import { killAgainAndAgain } from '../faults/engine-crash.js';

it('keeps every acknowledged write, once, and its indexes whole when its process is killed', async () => {
  const { faults, acknowledged } = await killAgainAndAgain(2);
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(40);
}, 60_000);
