import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawFaults, drawSample } from '../../server/satisfaction/draw-sample.js';
import { drawStratifiedSample } from '../../server/satisfaction/draw-stratified-sample.js';
import { largestRemainder } from '../../server/satisfaction/largest-remainder.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { cochranSize, slovinSize } from '../../server/satisfaction/sample-size.js';

describe('slovinSize', () => {
  // sipas.md §4.8
  it.each([
    [100, 80],
    [500, 223],
    [1000, 286],
    [5000, 371],
    [25_000, 394],
    [1_000_000, 400],
  ])('asks of %d people %d', (frame, size) => expect(slovinSize(frame)).toBe(size));
  it('refuses an empty frame and a margin that is none', () => {
    expect(() => slovinSize(0)).toThrow(RangeError);
    expect(() => slovinSize(100, 1)).toThrow(RangeError);
  });
});

describe('cochranSize', () => {
  it.each([
    // 1.959964²·0.25/0.05² = 384.1459; Cochran 1977 §4.4 prints 385 for a large population
    [100_000_000, { margin: 0.05 }, 385],
    // 384.1459/(1 + 383.1459/1000) = 277.74; the usual table of 5 % margins has 278
    [1000, { margin: 0.05 }, 278],
    // doubled by the design effect: 768.2918/(1 + 767.2918/1000) = 434.73
    [1000, { margin: 0.05, designEffect: 2 }, 435],
    // 277.7378 answers at 60 % response
    [1000, { margin: 0.05, responseRate: 0.6 }, 463],
    [50, { margin: 0.01, responseRate: 0.5 }, 50],
  ])('asks of %d people, wanting %j, %d', (frame, wanted, size) =>
    expect(cochranSize(frame, wanted)).toBe(size),
  );
});

describe('largestRemainder', () => {
  it('shares out every place, each within one of its exact share', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc
          .array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 })
          .filter((sizes) => sizes.some((n) => n > 0)),
        (total, sizes) => {
          const sum = sizes.reduce((a, b) => a + b, 0);
          const places = largestRemainder(total, sizes);
          expect(places.reduce((a, b) => a + b, 0)).toBe(total);
          places.forEach((of, i) => expect(Math.abs(of - (total * sizes[i]!) / sum)).toBeLessThan(1));
        },
      ),
    );
  });
  it.each([
    [10, [1, 1, 1], [4, 3, 3]], // equal remainders: the first
    [100, [5200, 9100, 1300], [34, 58, 8]], // 33.33, 58.33, 8.33: equal remainders, the place left goes to the first
    [3, [0, 5, 0], [0, 3, 0]],
    [0, [0, 0], [0, 0]],
  ])('shares %d places by %j as %j', (total, sizes, places) => {
    expect(largestRemainder(total, sizes)).toEqual(places);
  });
  it('refuses to share places among nobody', () =>
    expect(() => largestRemainder(3, [0, 0])).toThrow('nobody'));
});

describe('seededRandom', () => {
  it('gives the same numbers for a seed for ever, and others for another', () => {
    const take = (seed: string) => {
      const random = seededRandom(seed);
      return Array.from({ length: 4 }, () => random.below(1000));
    };
    expect(take('2026-Q3')).toEqual([261, 44, 487, 505]);
    expect(take('2026-Q4')).not.toEqual(take('2026-Q3'));
  });
  it('is uniform below a bound', () => {
    const random = seededRandom('uniform');
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.5); // R: qchisq(0.999, 6) = 22.458
  });
});

describe('drawSample', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const surroundings = { hash, codeVersion: '0.1.0' };
  const frame = Array.from({ length: 500 }, (_, i) => `HS-${i + 1}`);

  it('draws as many different ids as asked for, and the same again from its protocol', () => {
    const protocol = drawSample(frame, 223, 'so-noi-vu 2026', surroundings);
    expect(new Set(protocol.drawn).size).toBe(223);
    expect(drawFaults(protocol, frame, hash)).toEqual([]);
    expect(drawSample(frame, 223, 'so-noi-vu 2026', surroundings)).toEqual(protocol);
  });
  it('shows every id drawn by hand, every changed frame, every unknown algorithm', () => {
    const protocol = drawSample(frame, 5, 'seed', surroundings);
    const swapped = { ...protocol, drawn: protocol.drawn.with(2, 'HS-0') };
    expect(drawFaults(swapped, frame, hash)[0]).toMatch(/^place 3: drawn `HS-0`, the seed gives `HS-\d+`$/);
    expect(drawFaults({ ...protocol, drawn: [...protocol.drawn, 'HS-1'] }, frame, hash)).toHaveLength(1);
    expect(drawFaults(protocol, frame.with(0, 'other'), hash)[0]).toMatch('the frame is not');
    expect(drawFaults({ ...protocol, algorithm: 'dice' }, frame, hash)[0]).toMatch('dice');
  });
  it('draws each stratum by its own seed, as many as its size earns', () => {
    const strata = [
      { name: 'phường', frame: frame.slice(0, 300) },
      { name: 'xã', frame: frame.slice(300) },
    ];
    const draw = drawStratifiedSample(strata, 50, '2026', surroundings);
    expect(draw.map(({ name, protocol }) => [name, protocol.size])).toEqual([
      ['phường', 30],
      ['xã', 20],
    ]);
    expect(draw[1]?.protocol).toEqual(drawSample(frame.slice(300), 20, '2026/xã', surroundings));
    const moved = [strata[1]!, strata[0]!];
    expect(drawStratifiedSample(moved, 50, '2026', surroundings)[0]).toEqual(draw[1]);
  });
  it('gives every id the same chance', () => {
    const counts = new Map<string, number>();
    const ten = frame.slice(0, 10);
    for (let i = 0; i < 10_000; i++)
      for (const id of drawSample(ten, 3, `seed ${i}`, { hash: () => '', codeVersion: '' }).drawn)
        counts.set(id, (counts.get(id) ?? 0) + 1);
    // each is drawn with probability 0.3: expectation 3000, standard deviation 45.8; five of them either side
    for (const id of ten) expect(Math.abs(counts.get(id)! - 3000)).toBeLessThan(230);
  });
  it('refuses a frame with ids that stand twice or not at all, naming the rows', () => {
    expect(() => drawSample(['a', '', 'a'], 1, 'x', surroundings)).toThrow(
      'row 2 has no id; row 3 repeats `a` of row 1',
    );
    expect(() => drawSample(['a'], 2, 'x', surroundings)).toThrow('cannot draw 2 of 1');
  });
});
