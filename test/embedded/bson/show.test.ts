import { describe, expect, it } from '@jest/globals';
import { show } from '../../../server/embedded/bson/show.js';
import { showValue } from '../../../server/embedded/bson/show-value.js';
import { Binary, Code, Double, ObjectId } from '../../../server/embedded/bson/value.js';
import type { Value } from '../../../server/embedded/bson/value.js';

/** BSONElement::toString of bsonelement.cpp, without `full`. */
describe('values in messages', () => {
  it('cut strings above 159 bytes to 150, and escape nothing', () => {
    expect(show('a'.repeat(159))).toBe(`"${'a'.repeat(159)}"`);
    expect(show('a'.repeat(160))).toBe(`"${'a'.repeat(150)}..."`);
    // "ế" has three bytes: 54 of them are 162.
    expect(show('ế'.repeat(53))).toBe(`"${'ế'.repeat(53)}"`);
    expect(show('ế'.repeat(54))).toBe(`"${'ế'.repeat(50)}..."`);
    expect(show('says "yes"\n')).toBe('"says "yes"\n"');
    expect(show([new Map([['text', 'b'.repeat(200)]])])).toBe(`[ { text: "${'b'.repeat(150)}..." } ]`);
  });

  it('cut code above 79 bytes and binary data above 80 to 70', () => {
    expect(show(new Code('c'.repeat(79)))).toBe('c'.repeat(79));
    expect(show(new Code('c'.repeat(80)))).toBe(`${'c'.repeat(70)}...`);
    expect(show(new Binary(0, Buffer.alloc(80, 0xab)))).toBe(`BinData(0, ${'AB'.repeat(80)})`);
    expect(show(new Binary(0, Buffer.alloc(81, 0xab)))).toBe(`BinData(0, ${'AB'.repeat(70)}...)`);
  });

  // StringBuilder::appendDoubleNice: "%.16g", and ".0" wherever no point came of it.
  it.each([
    [5, '5.0'],
    [0.1, '0.1'],
    [1e15, '1000000000000000.0'],
    [1e22, '1e+22.0'],
    [1.5e-7, '1.5e-07'],
    [-Infinity, '-inf.0'],
    [NaN, 'nan.0'],
  ])('show the double %d as %s', (number, text) => {
    expect(show(new Double(number))).toBe(text);
  });
});

/** Value::toString of value.cpp, whose doubles go through a C++ stream: six digits. */
describe('what a pipeline computed, in messages', () => {
  it.each<[Value, string]>([
    [new Double(5), '5'],
    [2 / 3, '0.666667'],
    [new Double(1_234_567), '1.23457e+06'],
    [1_234_567, '1234567'],
    [-Infinity, '-inf'],
    [new Date(Date.UTC(2024, 1, 29, 7)), '2024-02-29T07:00:00.000Z'],
    [new Date(Date.UTC(12024, 0)), 'illegal date'],
    [new ObjectId(Buffer.alloc(12, 0x1f)), '1f'.repeat(12)],
    [new Binary(5, Buffer.from([0xab])), 'BinData(5, "AB")'],
    [new Code('x'), 'Code("x")'],
    ['a'.repeat(200), `"${'a'.repeat(200)}"`],
    [new Map<string, Value>([['list', [1, new Map()]]]), '{list: [1, {}]}'],
  ])('show %p as %s', (value, text) => {
    expect(showValue(value)).toBe(text);
  });
});
