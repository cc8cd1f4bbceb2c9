import type { Value } from '../bson/value.js';
import { stageOf } from './compile.js';

/** Top-level fields an expression names; null when it may look at the whole document. */
function fieldsOf(value: Value, into: Set<string>): boolean {
  if (typeof value === 'string') {
    if (!value.startsWith('$')) return true;
    if (value.startsWith('$$')) return !/^\$\$(?:ROOT|CURRENT)\b/.test(value);
    into.add(value.slice(1).split('.')[0]!);
    return true;
  }
  if (Array.isArray(value)) return value.every((item) => fieldsOf(item, into));
  if (!(value instanceof Map)) return true;
  if (value.has('$getField') || value.has('$setField') || value.has('$unsetField')) return false;
  return [...value.values()].every((item) => fieldsOf(item, into));
}

/** The fields a pipeline reads of the documents it begins with, when its first stage is a `$group`; else null (all). */
export function neededFields(pipeline: readonly Value[]): ReadonlySet<string> | null {
  const [name, operand] = pipeline.length > 0 ? stageOf(pipeline[0]!) : [''];
  if (name !== '$group' || operand === undefined) return null;
  const fields = new Set<string>();
  return fieldsOf(operand, fields) ? fields : null;
}

/** Whether a pipeline only counts, as the drivers' countDocuments asks: `[{ $group: { _id: 1, n: { $sum: 1 } } }]`. */
export function isCount(pipeline: readonly Value[]): boolean {
  if (pipeline.length !== 1) return false;
  const [name, operand] = stageOf(pipeline[0]!);
  if (name !== '$group' || !(operand instanceof Map) || operand.size !== 2) return false;
  const [id, n] = [operand.get('_id'), operand.get('n')];
  const constant = id === null || typeof id === 'number';
  return constant && n instanceof Map && n.size === 1 && n.get('$sum') === 1;
}
