/** What a question is about, across forms: the five official elements, policy (QĐ 1001) and everything else. */
export const aspects = ['access', 'procedure', 'officials', 'result', 'feedback', 'policy', 'other'] as const;
export type Aspect = (typeof aspects)[number];

const byPrefix: [RegExp, Aspect][] = [
  [/^(a\d|s1_)/, 'access'],
  [/^(b\d|s2_)/, 'procedure'],
  [/^(c\d|s3_|nc2)/, 'officials'],
  [/^(d\d|s4_|tn|bt|ld|nc|dd)/, 'result'],
  [/^(e\d|s5_)/, 'feedback'],
  [/^p\d+_/, 'policy'],
];

export function aspectOf(itemId: string): Aspect {
  return byPrefix.find(([pattern]) => pattern.test(itemId))?.[1] ?? 'other';
}

/**
 * How easily each aspect pleases, in units of the latent scale (`level-of.ts`). The order is the one that national
 * surveys find again and again: officials best, handling of feedback last.
 */
export const aspectEase: Record<Aspect, number> = {
  access: 0.02,
  procedure: -0.04,
  officials: 0.2,
  result: 0.12,
  feedback: -0.3,
  policy: -0.15,
  other: 0,
};

/** Questions that please more or less than their aspect as a whole. */
export const itemEase: Readonly<Record<string, number>> = {
  a1: 0.05, a2: 0.08, a3: -0.2, a4: 0.04,
  b1: 0.08, b2: 0.02, b3: 0.0, b4: 0.12, b5: -0.18,
  c1: 0.14, c2: 0.04, c3: -0.06, c4: 0.0, c5: -0.1, c6: 0.06,
  d1: 0.08, d2: -0.02, d3: -0.06,
  e1: 0.22, e2: 0.04, e3: -0.1, e4: -0.2,
  s1_1: 0.08, s1_2: 0.02, s1_3: -0.12,
  s2_1: 0.04, s2_2: -0.04, s2_3: -0.1, s2_4: 0.06,
  s3_1: 0.14, s3_2: 0.0, s3_3: -0.02, s3_4: -0.08, s3_5: 0.04,
  s4_1: -0.12, s4_2: 0.06, s4_3: 0.04, s4_4: 0.0,
  s5_1: 0.08, s5_2: -0.06, s5_3: -0.16,
  dd2: -0.35, ld2: -0.12, bt3: -0.2, tn3: -0.08, nc2: 0.1,
}; // prettier-ignore
