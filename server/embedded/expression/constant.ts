import type { Value } from '../bson/value.js';

/** Operators whose answer can change although no field stands in their operand: chance, and a field of the document. */
export const readsUnnamed: ReadonlySet<string> = new Set(['$rand', '$getField']);

/** Whether nothing inside changes from one document to the next: no field, no variable, no chance. */
export function isConstant(value: Value): boolean {
  if (typeof value === 'string') return !value.startsWith('$');
  if (Array.isArray(value)) return value.every(isConstant);
  if (!(value instanceof Map)) return true;
  if ([...readsUnnamed].some((name) => value.has(name))) return false;
  return value.has('$literal') || [...value.values()].every(isConstant);
}
