import { numberText } from './number.js';
import { show, showDoc } from './show.js';
import { isNumeric } from './type.js';
import { Binary, Code, CodeWithScope, DbPointer, ObjectId, SymbolValue } from './value.js';
import type { Value } from './value.js';

/** Four digits of a year are all that MongoDB's format of dates takes. */
function showDate(date: Date): string {
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString() : 'illegal date';
}

/**
 * A value as a pipeline writes what it has computed into its messages (Value::toString): `{a: 1, b: [1, 2]}`, doubles with six
 * digits, nothing cut. What was written in the command itself shows as `show` has it.
 */
export function showValue(value: Value): string {
  if (typeof value === 'string') return `"${value}"`;
  if (isNumeric(value)) return numberText(value, 6);
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (value instanceof Map)
    return `{${[...value].map(([name, inner]) => `${name}: ${showValue(inner)}`).join(', ')}}`;
  if (value instanceof ObjectId) return value.hex();
  if (value instanceof Date) return showDate(value);
  if (value instanceof Binary)
    return `BinData(${value.subtype}, "${Buffer.from(value.bytes).toString('hex').toUpperCase()}")`;
  if (value instanceof SymbolValue) return `Symbol("${value.text}")`;
  if (value instanceof Code) return `Code("${value.code}")`;
  if (value instanceof CodeWithScope) return `CodeWScope("${value.code}", ${showDoc(value.scope)})`;
  if (value instanceof DbPointer)
    return `DBRef("${value.namespace}", ${Buffer.from(value.bytes).toString('hex')})`;
  return show(value);
}
