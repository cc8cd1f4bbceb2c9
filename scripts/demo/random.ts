/** Seeded randomness: the same key gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** Whole number in [0, below). */
  integer(below: number): number;
  normal(mean?: number, deviation?: number): number;
  /** One of the entries, each with its own weight; weights need not add up to 1. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T;
}

/** Four 32-bit words from a text (cyrb128), the state that sfc32 starts from. */
function words(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, a ^ b, a ^ c, a ^ d];
}

/** A stream of its own for each key, so that one more draw in one place moves nothing in another. Generator: sfc32. */
export function randomFrom(...key: (string | number)[]): Random {
  let [a, b, c, d] = words(key.join('/'));

  function next(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  }
  for (let i = 0; i < 12; i++) next();

  return {
    next,
    chance: (probability) => next() < probability,
    integer: (below) => Math.floor(next() * below),
    // Box–Muller; 1 − u keeps the logarithm away from zero.
    normal: (mean = 0, deviation = 1) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    weighted(entries) {
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of entries) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return entries[entries.length - 1]![0];
    },
  };
}
