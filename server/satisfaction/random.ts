import { hashBytes } from './replicate-group.js';

/** Source of numbers that a seed determines for ever: same seed, same numbers, on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number in 0…bound−1, without bias (rejection). */
  below(bound: number): number;
}

const WORD = 2 ** 32;

/** Small fast chaotic generator sfc32 (Chris Doty-Humphrey, PractRand), its state hashed from the seed's UTF-8 bytes. */
export function seededRandom(seed: string): Random {
  const word = (salt: string) => {
    const bytes = new TextEncoder().encode(salt + seed);
    return hashBytes(bytes, 0, bytes.length);
  };
  let [a, b, c, counter] = [word('a:'), word('b:'), word('c:'), 1];
  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  }
  for (let i = 0; i < 12; i++) bits();
  return {
    next: () => bits() / WORD,
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > WORD)
        throw new RangeError(`random below ${bound}`);
      const limit = WORD - (WORD % bound);
      for (;;) {
        const value = bits();
        if (value < limit) return value % bound;
      }
    },
  };
}
