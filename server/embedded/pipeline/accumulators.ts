import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { numberOf } from '../bson/number.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { divide } from '../expression/arithmetic.js';
import { Summation } from '../expression/summation.js';
import { isNullish } from '../expression/truth.js';
import { keyOf } from '../bson/key.js';

/** Takes values one by one and answers their aggregate. */
export interface Accumulator {
  take(value: Value | undefined): void;
  result(): Value;
}

class Sum implements Accumulator {
  private readonly sum = new Summation();
  take(value: Value | undefined): void {
    if (isNumeric(value)) this.sum.add(value);
  }
  result(): Value {
    return this.sum.result();
  }
}

class Average implements Accumulator {
  private readonly sum = new Summation();
  private count = 0;
  take(value: Value | undefined): void {
    if (!isNumeric(value)) return;
    this.sum.add(value);
    this.count++;
  }
  result(): Value {
    if (this.count === 0) return null;
    const sum = this.sum.result();
    return sum instanceof Decimal128 ? divide(sum, this.count) : double(numberOf(sum) / this.count);
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
