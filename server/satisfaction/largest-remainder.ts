/**
 * Shares out `total` places in proportion to `sizes`: everyone gets the whole part of the exact share, the places left go
 * to the largest remainders, of equal ones to the first. The result always adds up to `total`. Integer arithmetic: exact
 * for any sizes. Source: statistics.md §8 (Hare–Niemeyer).
 * @throws RangeError when a number is not a whole one ≥ 0, or there is nobody to give places to.
 */
export function largestRemainder(total: number, sizes: readonly number[]): number[] {
  for (const number of [total, ...sizes])
    if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`cannot allocate by ${number}`);
  const sum = sizes.reduce((all, size) => all + BigInt(size), 0n);
  if (sum === 0n) {
    if (total === 0) return sizes.map(() => 0);
    throw new RangeError('nobody to allocate to');
  }
  const exact = sizes.map((size) => BigInt(size) * BigInt(total));
  const places = exact.map((share) => Number(share / sum));
  const left = total - places.reduce((all, place) => all + place, 0);
  const byRemainder = exact
    .map((share, i) => ({ i, remainder: share % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  for (const { i } of byRemainder.slice(0, left)) places[i]! += 1;
  return places;
}
