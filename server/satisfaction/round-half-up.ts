/** Significant digits kept before the half is looked at: 82.665 held as 82.66499999999999 counts as 82.665. */
const SIGNIFICANT = 12;

/**
 * The value as a plain decimal string with `decimals` digits, halves away from zero: first to 12 significant digits,
 * then half-up on the decimal digits, so that binary representation never decides (statistics.md §7).
 * @throws RangeError when the value is not finite or `decimals` is not 0…20.
 */
export function roundHalfUpText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`cannot round ${value}`);
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 20)
    throw new RangeError(`cannot round to ${decimals} decimals`);
  const [mantissa = '0', exponent = '0'] = Math.abs(value)
    .toExponential(SIGNIFICANT - 1)
    .split('e');
  const digits = BigInt(mantissa.replace('.', ''));
  /** Digits to drop behind the last one kept; negative: zeros to append. */
  const surplus = SIGNIFICANT - 1 - Number(exponent) - decimals;
  const scaled =
    surplus <= 0
      ? digits * 10n ** BigInt(-surplus)
      : (digits + 5n * 10n ** BigInt(surplus - 1)) / 10n ** BigInt(surplus);
  const text = scaled.toString().padStart(decimals + 1, '0');
  const sign = value < 0 && scaled !== 0n ? '-' : '';
  return decimals === 0 ? sign + text : `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** The same as a number. */
export function roundHalfUp(value: number, decimals: number): number {
  return Number(roundHalfUpText(value, decimals));
}
