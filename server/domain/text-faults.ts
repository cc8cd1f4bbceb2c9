import type { Fault } from '../problem.js';
import { pointerTo } from './json-pointer.js';

/** Placeholders that a text may hold, filled in when it is shown. */
const placeholders: Record<string, string[]> = { intro: ['{unit}'] };

/**
 * Faults of the wording anywhere in a questionnaire: blanks at the ends, letters not composed (NFC; "ế" written as e + two
 * marks looks the same, sorts and searches differently), and placeholders that nobody fills in.
 */
export function textFaults(value: unknown, steps: (string | number)[] = []): Fault[] {
  if (typeof value === 'string') return stringFaults(value, steps);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => textFaults(member, [...steps, key]));
}

function stringFaults(text: string, steps: (string | number)[]): Fault[] {
  const reasons: string[] = [];
  if (text !== text.trim()) reasons.push('begins or ends with a blank');
  if (text !== text.normalize('NFC')) reasons.push('is not in composed form (Unicode NFC)');
  const known = placeholders[String(steps[0])] ?? [];
  for (const found of new Set(text.match(/\{[^}]*\}?/g)))
    if (!known.includes(found)) reasons.push(`the placeholder ${found} is not known here`);
  return reasons.map((reason) => ({ pointer: pointerTo(...steps), reason }));
}
