import type { Random } from './random.js';

/** An id in the form of a UUID of version 4, drawn from the seed so that every run makes the same ones. */
export function responseId(random: Random): string {
  const word = (): string => random.integer(0x100000000).toString(16).padStart(8, '0');
  const digits = word() + word() + word() + word();
  const variant = '89ab'[random.integer(4)];
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}
