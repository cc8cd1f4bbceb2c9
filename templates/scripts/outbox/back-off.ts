const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Milliseconds to wait after so many failures in a row: doubles from 2 s to 5 min, with a random part so that the
 * tablets of a hall don't come all at once.
 */
export function waitAfter(failures: number, random = Math.random): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.max(failures - 1, 0), LONGEST_WAIT_MS);
  return wait * (0.75 + random() / 2);
}
