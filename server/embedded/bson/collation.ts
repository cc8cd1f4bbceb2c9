import { Failure } from '../failure.js';
import { numberOf } from './number.js';
import { showDoc } from './show.js';
import { isNumeric, typeName } from './type.js';
import { SymbolValue } from './value.js';
import type { Doc, Value } from './value.js';

/** An order of texts: below 0, 0 or above 0. */
export type TextOrder = (a: string, b: string) => number;

/** How each field of a collation is called and what it has to be. */
const fields: Readonly<Record<string, 'string' | 'bool' | 'number'>> = {
  locale: 'string',
  strength: 'number',
  caseLevel: 'bool',
  caseFirst: 'string',
  numericOrdering: 'bool',
  alternate: 'string',
  maxVariable: 'string',
  normalization: 'bool',
  backwards: 'bool',
  version: 'string',
};
const words: Readonly<Record<string, readonly string[]>> = {
  caseFirst: ['off', 'upper', 'lower'],
  alternate: ['non-ignorable', 'shifted'],
  maxVariable: ['punct', 'space'],
};

function typeFits(value: Value, wanted: string): boolean {
  return wanted === 'number' ? isNumeric(value) : typeName(value) === wanted;
}

function check(given: Doc): void {
  for (const [name, value] of given) {
    if (!Object.hasOwn(fields, name))
      throw new Failure(40415, `BSON field 'collation.${name}' is an unknown field.`);
    if (!typeFits(value, fields[name]!))
      throw new Failure(
        14,
        `BSON field 'collation.${name}' is the wrong type '${typeName(value)}', expected type '${fields[name]}'`,
      );
    if (words[name] && !words[name].includes(value as string))
      throw new Failure(
        2,
        `Enumeration value '${value as string}' for field 'collation.${name}' is not a valid value.`,
      );
  }
  if (!given.has('locale'))
    throw new Failure(40414, "BSON field 'collation.locale' is missing but a required field");
}

const sensitivities = { '1': 'base', '2': 'accent', '3': 'variant' } as const;

function sensitivityOf(given: Doc): 'base' | 'accent' | 'case' | 'variant' {
  const strength = given.has('strength') ? numberOf(given.get('strength') as number) : 3;
  if (!Number.isInteger(strength) || strength < 1 || strength > 5)
    throw new Failure(2, `Field 'strength' must be an integer 1 through 5. Got: ${strength}`);
  const withCase = given.get('caseLevel') === true;
  if (withCase && strength === 1) return 'case';
  if (withCase || strength > 3)
    throw new Failure(
      238,
      `collation ${showDoc(given)} is not supported: of its levels at most three, or 1 with case`,
    );
  return sensitivities[`${strength as 1 | 2 | 3}`];
}

/**
 * The order of texts that a collation document names; null for the simple one, which compares bytes.
 * @throws Failure 2, 14, 40414, 40415 for what is none; 238 for what the ICU of JavaScript cannot be asked for
 */
export function textOrderOf(given: Doc): TextOrder | null {
  check(given);
  const locale = given.get('locale') as string;
  if (locale === 'simple') {
    if (given.size === 1) return null;
    throw new Failure(2, `If 'locale' is 'simple', no other fields may be given: ${showDoc(given)}`);
  }
  const sensitivity = sensitivityOf(given);
  for (const [name, value] of [
    ['alternate', 'shifted'],
    ['backwards', true],
  ] as const)
    if (given.get(name) === value)
      throw new Failure(238, `collation with '${name}' is not supported by this engine`);
  if (locale.includes('@'))
    throw new Failure(238, `the collation locale '${locale}' is not supported by this engine`);
  const tag = locale.replaceAll('_', '-');
  if (!isLocale(tag)) throw new Failure(2, `Field 'locale' is invalid in: ${showDoc(given)}`);
  const first = given.get('caseFirst') as 'off' | 'upper' | 'lower' | undefined;
  if (first && first !== 'off' && (sensitivity === 'base' || sensitivity === 'accent'))
    throw new Failure(
      2,
      `'caseFirst' is invalid unless 'caseLevel' is on or 'strength' is greater than 2 in: ${showDoc(given)}`,
    );
  return new Intl.Collator(tag, {
    sensitivity,
    numeric: given.get('numericOrdering') === true,
    // Not given is what the language has: Danish puts capitals first.
    ...(first ? { caseFirst: first === 'off' ? 'false' : first } : {}),
  }).compare;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf([tag]).length > 0;
  } catch {
    return false;
  }
}

/** Whether a collation could change how a value compares: whether there is a text in it. */
export function holdsText(value: Value): boolean {
  if (typeof value === 'string' || value instanceof SymbolValue) return true;
  if (Array.isArray(value)) return value.some(holdsText);
  return value instanceof Map && [...value.values()].some(holdsText);
}
