/**
 * Where the latent satisfaction of an answer turns into the next level: below the first limit 1, above the last 5.
 * A typical answer is normal with mean 0 and a standard deviation near 1.2 (leniency 0.8, mood about an aspect 0.45,
 * the single answer 0.7, unit and desk 0.3), which gives about 1, 3, 10, 55 and 31 % of the levels 1…5.
 */
const limits = [-2.8, -2.1, -1.32, 0.62] as const;

/** Level 1…5 of a latent satisfaction. */
export function levelOf(latent: number): number {
  return 1 + limits.filter((limit) => latent > limit).length;
}
