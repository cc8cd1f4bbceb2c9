import { describe, expect, it } from '@jest/globals';
import { levelColours, levelInks } from '../../../server/render/charts/palette.js';

type Triple = [number, number, number];

/** Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB: what each colour-vision deficiency sees. */
const deficiencies: Record<string, [Triple, Triple, Triple]> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** sRGB (IEC 61966-2-1) to linear light. */
function linear(colour: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function multiply(matrix: readonly Triple[], vector: Triple): Triple {
  return matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * (vector[at] ?? 0), 0)) as Triple;
}

/** CIELAB under D65, from linear sRGB. */
function lab(rgb: Triple): Triple {
  const toXyz: Triple[] = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ];
  const white = [0.95047, 1, 1.08883];
  const [x, y, z] = multiply(toXyz, rgb.map((value) => Math.min(1, Math.max(0, value))) as Triple).map(
    (value, at) => {
      const t = value / (white[at] ?? 1);
      return t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116;
    },
  ) as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
}

/** Contrast of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [a, b]
    .map((colour) => {
      const [red, green, blue] = linear(colour);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

describe('the five satisfaction colours', () => {
  // ΔE*ab of about 2.3 is just noticeable (Mahy 1994); 20 is told apart at a glance.
  it.each(Object.entries(deficiencies))('differ from one another at a glance with %s', (_name, matrix) => {
    const seen = levelColours.map((colour) => lab(multiply(matrix, linear(colour))));
    const closest = Math.min(
      ...seen.flatMap((one, at) => seen.slice(at + 1).map((other) => distance(one, other))),
    );
    expect(closest).toBeGreaterThan(20);
  });

  it('carry ink that can be read (WCAG 2.2: 4.5 : 1)', () => {
    levelColours.forEach((colour, level) => {
      expect(contrast(colour, levelInks[level] ?? '#ffffff')).toBeGreaterThanOrEqual(4.5);
    });
  });
});
