import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { numberOf } from '../bson/number.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { add, divide, kindOf } from '../expression/arithmetic.js';
import type { Numeric } from '../expression/arithmetic.js';
import { isNullish } from '../expression/truth.js';
import { keyOf } from '../bson/key.js';

/** Takes values one by one and answers their aggregate. */
export interface Accumulator {
  take(value: Value | undefined): void;
  result(): Value;
}

/** Sums exactly as MongoDB does: integers apart from doubles, doubles with a compensation for what rounding loses. */
export class Sum implements Accumulator {
  private exact: Numeric = 0;
  private total = 0;
  private lost = 0;
  private hasDouble = false;
  count = 0;

  take(value: Value | undefined): void {
    if (!isNumeric(value)) return;
    this.count++;
    if (kindOf(value) !== 'double') {
      this.exact = add(this.exact, value, (whole) => {
        this.hasDouble = true;
        this.addDouble(Number(whole));
        return 0n;
      });
      return;
    }
    this.hasDouble = true;
    this.addDouble(numberOf(value));
  }

  private addDouble(value: number): void {
    const sum = this.total + value;
    if (Number.isFinite(sum))
      this.lost +=
        Math.abs(this.total) >= Math.abs(value) ? this.total - sum + value : value - sum + this.total;
    this.total = sum;
  }

  result(): Numeric {
    if (!this.hasDouble) return this.exact;
    const doubles = this.total + this.lost;
    if (this.exact instanceof Decimal128) return add(this.exact, double(doubles));
    return double(doubles + numberOf(this.exact));
  }
}

class Average implements Accumulator {
  private readonly sum = new Sum();
  take(value: Value | undefined): void {
    this.sum.take(value);
  }
  result(): Value {
    if (this.sum.count === 0) return null;
    const sum = this.sum.result();
    return sum instanceof Decimal128 ? divide(sum, this.sum.count) : double(numberOf(sum) / this.sum.count);
  }
}

class Extreme implements Accumulator {
  private best: Value | undefined;
  private readonly sign: 1 | -1;
  constructor(sign: 1 | -1) {
    this.sign = sign;
  }
  take(value: Value | undefined): void {
    if (value === undefined || isNullish(value)) return;
    if (this.best === undefined || compareValues(value, this.best) * this.sign > 0) this.best = value;
  }
  result(): Value {
    return this.best ?? null;
  }
}

class First implements Accumulator {
  private value: Value | undefined;
  private seen = false;
  take(value: Value | undefined): void {
    if (!this.seen) this.value = value;
    this.seen = true;
  }
  result(): Value {
    return this.value ?? null;
  }
}

class Last implements Accumulator {
  private value: Value | undefined;
  take(value: Value | undefined): void {
    this.value = value;
  }
  result(): Value {
    return this.value ?? null;
  }
}

class Push implements Accumulator {
  private readonly list: Value[] = [];
  take(value: Value | undefined): void {
    if (value !== undefined) this.list.push(value);
  }
  result(): Value {
    return this.list;
  }
}

class AddToSet implements Accumulator {
  private readonly set = new Map<string, Value>();
  take(value: Value | undefined): void {
    if (value === undefined) return;
    const key = keyOf(value).toString('latin1');
    if (!this.set.has(key)) this.set.set(key, value);
  }
  result(): Value {
    return [...this.set.values()];
  }
}

/** Welford's running variance; values that are no numbers are passed over. */
class Deviation implements Accumulator {
  private count = 0;
  private mean = 0;
  private squares = 0;
  private readonly sample: boolean;
  constructor(sample: boolean) {
    this.sample = sample;
  }
  take(value: Value | undefined): void {
    if (!isNumeric(value)) return;
    const number = numberOf(value);
    this.count++;
    const delta = number - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (number - this.mean);
  }
  result(): Value {
    const divisor = this.sample ? this.count - 1 : this.count;
    return divisor <= 0 ? null : double(Math.sqrt(this.squares / divisor));
  }
}

class MergeObjects implements Accumulator {
  private readonly made = new Map<string, Value>();
  take(value: Value | undefined): void {
    if (value === undefined || isNullish(value)) return;
    if (!(value instanceof Map))
      throw new Failure(
        40400,
        `$mergeObjects requires object inputs, but input ${showValue(value)} is of type ${typeName(value)}`,
      );
    for (const [name, item] of value) this.made.set(name, item);
  }
  result(): Value {
    return this.made;
  }
}

/** The accumulators of `$group`, by name. */
export const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => new Sum(),
  $avg: () => new Average(),
  $min: () => new Extreme(-1),
  $max: () => new Extreme(1),
  $first: () => new First(),
  $last: () => new Last(),
  $push: () => new Push(),
  $addToSet: () => new AddToSet(),
  $stdDevPop: () => new Deviation(false),
  $stdDevSamp: () => new Deviation(true),
  $mergeObjects: () => new MergeObjects(),
};
