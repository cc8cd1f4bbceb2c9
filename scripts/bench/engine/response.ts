import type { Document } from 'mongodb';

/** A response as the program stores it: 30 answers and what stands around them, about 650 bytes in BSON. */
export function response(at: number): Document {
  const answers: Record<string, number> = {};
  for (let item = 0; item < 30; item++)
    answers[`s${Math.floor(item / 6) + 1}_${(item % 6) + 1}`] = 1 + ((at * 7 + item * 3) % 5);
  return {
    collector: `c${at % 400}`,
    unit: `u${at % 130}`,
    channel: 'qr',
    receivedAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000),
    answers,
    receipt: `r${at}`,
    comment: 'x'.repeat(200),
  };
}
