import type { LevelCounts } from '../../server/satisfaction/estimate.js';
import { InputError } from '../input-error.js';

// One option's text each, into what it means. All throw an InputError that names the option and what it should be.

export function countsOf(text: string): LevelCounts {
  const counts = text.split(',').map((count) => (/^\s*\d+\s*$/.test(count) ? Number(count) : NaN));
  if (counts.length !== 5 || counts.some((count) => !Number.isSafeInteger(count)))
    throw new InputError(`--counts ${text}: not five whole numbers`);
  return counts as LevelCounts;
}

export function frameOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d*$/.test(text)) throw new InputError(`--frame ${text}: not a whole number of people`);
  return Number(text);
}

export function conditionOf(text: string): { column: string; value: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new InputError(`--where ${text}: not COLUMN=VALUE`);
  return { column: text.slice(0, at), value: text.slice(at + 1) };
}

export function valuesOf(text: string): Record<string, number> {
  const values: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [id = '', number = '', ...more] = part.trim().split('=');
    const value = number.trim() === '' ? NaN : Number(number);
    if (id === '' || more.length > 0 || !Number.isFinite(value))
      throw new InputError(`--values ${part.trim()}: not PART=NUMBER`);
    if (id in values) throw new InputError(`--values: ${id} stands twice`);
    values[id] = value;
  }
  return values;
}

export function oneOf<T extends string>(
  option: string,
  text: string | undefined,
  words: readonly T[],
): T | null {
  if (text === undefined) return null;
  const word = words.find((one) => one === text);
  if (word === undefined) throw new InputError(`${option} ${text}: not one of ${words.join(', ')}`);
  return word;
}

export function pairOf(text: string | undefined): [string, string] | null {
  if (text === undefined) return null;
  const [a, b, ...more] = text.split(',');
  if (!a || !b || more.length > 0) throw new InputError(`--compare ${text}: not two values of --by`);
  return [a, b];
}
