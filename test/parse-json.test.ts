import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../server/parse-json.js';

describe('parseJson', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('accepts and refuses what JSON.parse does', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '01',
      '1.',
      '-',
      'true',
      'nul',
      ' ',
      '"',
      '\\',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        const parsed = parseJson(text);
        // A name that stands twice is the one thing that JSON.parse lets pass.
        fc.pre(parsed.ok || !parsed.reason.includes('stands twice'));
        expect(parsed.ok).toBe(accepted);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3, 3, '"," or "}" is expected, not "b"'],
    ['a comma too many', '[1,\n 2,\n]', 3, 1, 'a value is expected, not ]'],
    ['a missing quote', '{\n  a: 1 }', 2, 3, 'a name in double quotes is expected, not a'],
    ['a text without end', '{ "a": "b\n', 1, 8, 'not a JSON value: "b\n'],
    ['an early end', '{ "a": [1, 2', 1, 13, '"," or "]" is expected, not the end of the file'],
    ['an empty file', '', 1, 1, 'a value is expected, not the end of the file'],
    ['something after the end', '{}\n{}', 2, 1, 'the end is expected, not {'],
    ['a name twice', '{ "a": 1,\n  "a": 2 }', 2, 3, 'the name "a" stands twice in this object'],
    ['a comment', '{ // no\n}', 1, 3, 'a name in double quotes is expected, not /'],
  ])('tells line and column of %s', (_, text, line, column, reason) => {
    expect(parseJson(text)).toEqual({ ok: false, line, column, reason });
  });

  it('keeps "__proto__" an ordinary name', () => {
    const parsed = parseJson('{ "__proto__": { "polluted": true } }');
    expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
