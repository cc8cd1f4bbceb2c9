import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import { Failure } from '../../../server/embedded/failure.js';
import { compareValues } from '../../../server/embedded/bson/compare.js';
import { keyOf } from '../../../server/embedded/bson/key.js';
import { readDocument, readFields } from '../../../server/embedded/bson/read.js';
import type { Value } from '../../../server/embedded/bson/value.js';
import { writeDocument } from '../../../server/embedded/bson/write.js';
import { value } from '../arbitrary.js';

function bytes(document: object): Buffer {
  return Buffer.from(BSON.serialize(document));
}

function engineValue(given: unknown): Value {
  return readDocument(bytes({ given })).get('given')!;
}

describe('BSON', () => {
  it('is written again byte for byte as it was read', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (values) => {
        const given = bytes({
          values,
          inside: {
            regex: /a+/i,
            code: new BSON.Code('f()'),
            scoped: new BSON.Code('f()', { x: 1 }),
            time: BSON.Timestamp.fromBits(1, 2),
            long: BSON.Long.MIN_VALUE,
          },
        });
        expect(writeDocument(readDocument(given))).toEqual(given);
      }),
    );
  });

  it('keeps fields whose names look like numbers in their place', () => {
    const given = Buffer.from([
      0x15, 0, 0, 0, 0x10, 0x62, 0, 1, 0, 0, 0, 0x10, 0x31, 0, 2, 0, 0, 0, 0, 0, 0,
    ]).subarray(0, 19);
    given.writeInt32LE(19, 0);
    expect([...readDocument(given).keys()]).toEqual(['b', '1']);
  });

  it('reads single fields as it reads them in the whole document', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const given = bytes({ a, skipped: b, b });
        const whole = readDocument(given);
        const some = readFields(given, new Set(['b']));
        expect([...some.keys()]).toEqual(['b']);
        expect(compareValues(some.get('b')!, whole.get('b')!)).toBe(0);
      }),
    );
  });

  it('answers broken bytes with an error and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        (values, changes) => {
          const given = bytes({ values, text: 'text' });
          for (const [at, byte] of changes) given[at % given.length] = byte;
          try {
            writeDocument(readDocument(given));
          } catch (error) {
            expect(error).toBeInstanceOf(Failure);
          }
        },
      ),
      { numRuns: Number(process.env['ENGINE_FUZZ_RUNS'] ?? 2000) },
    );
  });

  it('orders types as the manual does ("Comparison/Sort Order")', () => {
    const ascending = [
      new BSON.MinKey(),
      null,
      -Infinity,
      new BSON.Int32(1),
      BSON.Long.fromNumber(2),
      BSON.Decimal128.fromString('2.5'),
      'a',
      { a: 1 },
      [1],
      new BSON.Binary(Buffer.of(1)),
      new BSON.ObjectId('000000000000000000000000'),
      false,
      true,
      new Date(0),
      BSON.Timestamp.fromBits(0, 0),
      /a/,
      new BSON.MaxKey(),
    ].map(engineValue);
    const mixed = [...ascending].reverse().sort(compareValues);
    expect(mixed).toEqual(ascending);
  });

  it('makes keys whose bytes are in the order of the values, equal where the values are equal', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [left, right] = [engineValue(a), engineValue(b)];
        const order = compareValues(left, right);
        expect(Math.sign(Buffer.compare(keyOf(left), keyOf(right)))).toBe(order);
        expect(Math.sign(Buffer.compare(keyOf(left, -1), keyOf(right, -1)))).toBe(order === 0 ? 0 : -order);
      }),
      { numRuns: Number(process.env['ENGINE_FUZZ_RUNS'] ?? 3000) },
    );
  });

  it('compares numbers of different types exactly', () => {
    // 2^53 + 1 has no double; 0.1 as a double is 0.1000000000000000055511151231257827…
    const pairs: [unknown, unknown, number][] = [
      [BSON.Long.fromString('9007199254740993'), new BSON.Double(9007199254740992), 1],
      [BSON.Decimal128.fromString('0.1'), new BSON.Double(0.1), -1],
      [BSON.Decimal128.fromString('2.50'), new BSON.Double(2.5), 0],
      [new BSON.Double(-0), new BSON.Int32(0), 0],
      [new BSON.Double(NaN), new BSON.Double(-Infinity), -1],
    ];
    for (const [a, b, order] of pairs)
      expect([a, b, compareValues(engineValue(a), engineValue(b))]).toEqual([a, b, order]);
  });
});
