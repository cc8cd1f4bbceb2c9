import { normalQuantile } from './normal-quantile.js';

/** ln Γ(x) for x > 0. Source: Lanczos approximation, g = 7, n = 9. */
export function logGamma(x: number): number {
  const lanczos = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const t = x + 6.5;
  const series = lanczos.reduce((sum, k, i) => sum + k / (x + i), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** Continued fraction of the incomplete beta function (modified Lentz; Numerical Recipes §6.4). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (v: number) => (Math.abs(v) < tiny ? tiny : v);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

/** Regularised incomplete beta function I_x(a, b). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Probability that |T| ≥ |t| for Student's t; the two-sided p-value. R: 2 * pt(-abs(t), df). */
export function studentTwoSided(t: number, degreesOfFreedom: number): number {
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}

/** Quantiles found before; few degrees of freedom ever occur. */
const found = new Map<string, number>();

/**
 * The t with P(T ≤ t) = p, for p ≥ 0.5. R: qt(p, df).
 * @throws RangeError for degrees of freedom below 1 or p outside [0.5, 1).
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 1))
    throw new RangeError(`no t distribution with ${degreesOfFreedom} degrees of freedom`);
  if (!(p >= 0.5 && p < 1)) throw new RangeError(`no upper t quantile of ${p}`);
  if (p === 0.5) return 0;
  const name = `${p} ${degreesOfFreedom}`;
  const known = found.get(name);
  if (known !== undefined) return known;
  const t = solveQuantile(p, degreesOfFreedom);
  found.set(name, t);
  return t;
}

/** Newton's method from the normal quantile, kept between bounds that close in. */
function solveQuantile(p: number, df: number): number {
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  let low = 0;
  let high = Infinity;
  let t = normalQuantile(p);
  for (let i = 0; i < 200; i++) {
    const excess = 1 - studentTwoSided(t, df) / 2 - p;
    if (excess > 0) high = t;
    else low = t;
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df));
    const newton = t - excess / density;
    const next = newton > low && newton < high ? newton : high === Infinity ? 2 * t : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-14 * Math.abs(next)) return next;
    t = next;
  }
  return t;
}
