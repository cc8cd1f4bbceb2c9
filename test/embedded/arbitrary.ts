import fc from 'fast-check';
import { Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'mongodb';

/** Values few enough to meet each other, of every type that an order tells apart. */
export const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 3 }).map((value) => new Int32(value)) },
  fc.constantFrom(-1.5, 0, -0, 1, 2.5, NaN, Infinity, 2 ** 53).map((value) => new Double(value)),
  fc.constantFrom('9007199254740993', '-1', '2', '9223372036854775807').map((text) => Long.fromString(text)),
  fc
    .constantFrom('1', '2.50', '0.1', '1E+40', '-1E+400', 'NaN', 'Infinity')
    .map((text) => Decimal128.fromString(text)),
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'A', 'ab', 'b', 'đ', '😀', '\uffee', 'a\0b') },
  fc.constantFrom(null, true, false),
  fc.constantFrom(0, 1e12, -1).map((time) => new Date(time)),
  fc.constantFrom('00', 'ff').map((byte) => new ObjectId(byte.repeat(12))),
  fc.constantFrom(new MinKey(), new MaxKey(), Buffer.from([1]), Buffer.from([0, 1])),
);

const item = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.dictionary(fc.constantFrom('b', 'c'), scalar, { maxKeys: 2 }).map((made) => ({ ...made })),
);

export const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(item, { maxLength: 3 }) },
  {
    weight: 3,
    arbitrary: fc
      .dictionary(fc.constantFrom('b', 'c'), fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), {
        maxKeys: 2,
      })
      .map((made) => ({ ...made })),
  },
);

export const document = fc
  .record({ a: value, b: value, c: scalar }, { requiredKeys: [] })
  .map((made) => ({ ...made }));

export const path = fc.constantFrom('a', 'b', 'c', 'a.b', 'a.c', 'b.c');

/** One end of a range. */
export const range = fc
  .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar)
  .map(([name, operand]) => ({ [name]: operand }));

const condition = fc.oneof(
  scalar.map((operand) => ({ $eq: operand })),
  range,
  fc.tuple(fc.constantFrom('$lte', '$ne'), scalar).map(([name, operand]) => ({ [name]: operand })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(scalar, { maxLength: 3 }))
    .map(([name, list]) => ({ [name]: list })),
  fc.boolean().map((operand) => ({ $exists: operand })),
  fc.constantFrom('number', 'string', 'object', 'array', 'null').map((name) => ({ $type: name })),
  fc.constantFrom('^a', '^$', 'b$').map((pattern) => ({ $regex: pattern })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((list) => ({ $all: list })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: size })),
);

const leaf = fc
  .tuple(
    path,
    fc.oneof(
      condition,
      condition.map((inner) => ({ $not: inner })),
    ),
  )
  .map(([name, test]) => ({ [name]: test }));

export const filter = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 2, arbitrary: fc.array(leaf, { minLength: 1, maxLength: 3 }).map((parts) => ({ $and: parts })) },
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map((parts) => ({ $or: parts })),
);

export const order = fc
  .uniqueArray(fc.tuple(path, fc.constantFrom(1 as const, -1 as const)), {
    maxLength: 2,
    selector: ([name]) => name.split('.')[0],
  })
  .map((parts) => Object.fromEntries(parts));

export const index = fc
  .uniqueArray(fc.tuple(path, fc.constantFrom(1 as const, -1 as const)), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name.split('.')[0],
  })
  .map((parts) => Object.fromEntries(parts));
