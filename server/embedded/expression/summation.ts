import { addDecimals } from '../bson/decimal-arithmetic.js';
import { decimalOfDouble, finite, fromDecimal128, toDecimal128 } from '../bson/decimal.js';
import type { Decimal } from '../bson/decimal.js';
import { fitsLong } from '../bson/number.js';
import { Decimal128, Double, double, isInt32 } from '../bson/value.js';
import type { Numeric } from './arithmetic.js';

/** A double with all its digits, or as many as a decimal holds; as few as are needed where they are exact. */
function digitsOf(value: number): Decimal {
  let exact = decimalOfDouble(value);
  while (exact.kind === 'finite' && exact.exponent < 0 && exact.coefficient % 10n === 0n)
    exact = finite(exact.negative, exact.coefficient / 10n, exact.exponent + 1);
  return fromDecimal128(toDecimal128(exact));
}

/**
 * A sum that loses nothing by rounding on its way: two doubles, the second what the first could not hold (Knuth's and
 * Dekker's sums, as in MongoDB's summation.h).
 */
class Pair {
  private high = 0;
  private low = 0;
  /** The simple sum: what is answered where infinities have made the other one NaN. */
  private plain = 0;

  add(value: number): void {
    this.plain += value;
    const first = value + this.low;
    const rest = this.low - (first - value);
    const sum = this.high + first;
    const before = sum - first;
    this.low = rest + (this.high - before + (first - (sum - before)));
    this.high = sum;
  }

  addWhole(value: bigint): void {
    const upper = (value / 0x100000000n) * 0x100000000n;
    this.add(Number(value - upper));
    this.add(Number(upper));
  }

  get nearest(): number {
    return Number.isNaN(this.high) ? this.plain : this.high;
  }

  get decimal(): Decimal {
    return Number.isNaN(this.high)
      ? digitsOf(this.plain)
      : addDecimals(digitsOf(this.high), digitsOf(this.low));
  }
}

/** Sums numbers as `$sum` and `$add` do: integers exactly, doubles in twice their precision, decimals apart from both. */
export class Summation {
  private readonly doubles = new Pair();
  /** Integers that were added since `whole` was, as long as they are exact. */
  private recent = 0;
  private whole = 0n;
  private hasLong = false;
  private hasDouble = false;
  private decimals: Decimal128 | null = null;

  add(value: Numeric): void {
    if (typeof value === 'bigint') {
      this.hasLong = true;
      this.whole += value;
    } else if (value instanceof Decimal128)
      this.decimals = toDecimal128(
        addDecimals(
          fromDecimal128(this.decimals ?? toDecimal128(finite(false, 0n, 0))),
          fromDecimal128(value),
        ),
      );
    else if (value instanceof Double || !isInt32(value)) {
      this.hasDouble = true;
      this.doubles.add(value instanceof Double ? value.value : value);
    } else {
      this.recent += value;
      if (Math.abs(this.recent) > 2 ** 52) this.settle();
    }
  }

  private settle(): bigint {
    this.whole += BigInt(this.recent);
    this.recent = 0;
    return this.whole;
  }

  /** Everything that is no decimal, as a double from now on. */
  private together(): Pair {
    this.doubles.addWhole(this.settle());
    this.whole = 0n;
    this.hasDouble = true;
    return this.doubles;
  }

  /** In the narrowest type that holds it; integers that no long holds make a double. */
  result(): Numeric {
    if (this.decimals)
      return toDecimal128(addDecimals(fromDecimal128(this.decimals), this.together().decimal));
    if (this.hasDouble) return double(this.together().nearest);
    const sum = this.settle();
    if (!this.hasLong && sum >= -0x80000000n && sum <= 0x7fffffffn) return Number(sum);
    return fitsLong(sum) ? sum : double(this.together().nearest);
  }
}
