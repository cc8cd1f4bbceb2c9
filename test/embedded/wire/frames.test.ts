import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FrameReader, MalformedFrame } from '../../../server/embedded/wire/frames.js';

function frame(requestId: number, body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(2013, 12);
  return Buffer.concat([header, body]);
}

describe('cutting a stream into messages', () => {
  it('gives the same messages however the bytes arrive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (bodies, cuts) => {
          const stream = Buffer.concat(bodies.map((body, at) => frame(at, Buffer.from(body))));
          const reader = new FrameReader();
          const found: Buffer[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const size = cuts[turn % cuts.length]!;
            found.push(...reader.push(stream.subarray(at, at + size)).map(({ body }) => Buffer.from(body)));
            at += size;
          }
          expect(found).toEqual(bodies.map((body) => Buffer.from(body)));
        },
      ),
    );
  });

  it('refuses a length that no message can have', () => {
    for (const length of [0, 15, -1, 48_000_001]) {
      const bytes = Buffer.alloc(16);
      bytes.writeInt32LE(length, 0);
      expect(() => new FrameReader().push(bytes)).toThrow(MalformedFrame);
    }
  });
});
