/** What was used lately, up to a total weight; what was used longest ago goes first. */
export interface RecentlyUsed<T> {
  get(key: string): T | undefined;
  /** Keeps a value and returns it. A value heavier than the whole is not kept. */
  keep(key: string, value: T, weight: (value: T) => number): T;
}

/** `capacity` is in the unit of the weights. Each value weighs at least 1, so that their number is bounded, too. */
export function recentlyUsed<T>(capacity: number): RecentlyUsed<T> {
  const held = new Map<string, { value: T; weight: number }>();
  let total = 0;
  return {
    get(key) {
      const entry = held.get(key);
      if (!entry) return undefined;
      held.delete(key);
      held.set(key, entry);
      return entry.value;
    },
    keep(key, value, weigh) {
      const weight = Math.max(1, weigh(value));
      total += weight - (held.get(key)?.weight ?? 0);
      held.delete(key);
      held.set(key, { value, weight });
      for (const [oldest, entry] of held) {
        if (total <= capacity) break;
        held.delete(oldest);
        total -= entry.weight;
      }
      return value;
    },
  };
}
