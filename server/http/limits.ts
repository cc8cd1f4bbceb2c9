import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../problem.js';

/**
 * How often one address may do a thing. A reception hall is one address, so sending answers is limited generously;
 * guessing passwords is not. Counted per process: behind several processes the limits add up.
 */
const limits = {
  submission: { points: 1200, duration: 60 },
  lookup: { points: 60, duration: 60 },
  signIn: { points: 20, duration: 900 },
} as const;

export type LimitName = keyof typeof limits;

/** Takes one from the allowance of `key`. @throws Problem too-many-requests. */
export type Limiter = (name: LimitName, key: string) => Promise<void>;

export function createLimiter(): Limiter {
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, options]) => [
      name,
      new RateLimiterMemory({ ...options, keyPrefix: name }),
    ]),
  ) as Record<LimitName, RateLimiterMemory>;
  return async (name, key) => {
    try {
      await limiters[name].consume(key);
    } catch {
      throw new Problem('too-many-requests');
    }
  };
}
