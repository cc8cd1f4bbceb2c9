/** Two values at the same place that are not the same. */
export interface Difference {
  /** `/index/criteria/3/figure/value`. */
  path: string;
  published: unknown;
  recomputed: unknown;
}

/** Other machines may round the last binary digit of a root or a logarithm otherwise; nothing published shows that. */
const TOLERANCE = 1e-9;

/** Every place where two JSON values differ, in the order of the first; whole numbers and texts exactly. */
export function differences(published: unknown, recomputed: unknown, path = ''): Difference[] {
  if (isSame(published, recomputed)) return [];
  if (!isHolder(published) || !isHolder(recomputed) || Array.isArray(published) !== Array.isArray(recomputed))
    return [{ path, published, recomputed }];
  const names = [...new Set([...Object.keys(published), ...Object.keys(recomputed)])];
  return names.flatMap((name) => differences(published[name], recomputed[name], `${path}/${name}`));
}

type Holder = Record<string, unknown>;

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}
