import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';

/** How many fields of a document a reference at its beginning takes: `$ref`, `$id` and perhaps `$db`. */
function referenceLength(document: Doc): number {
  const [first, second, third] = [...document.keys()];
  if (first !== '$ref' || second !== '$id' || typeof document.get('$ref') !== 'string') return 0;
  return third === '$db' && typeof document.get('$db') === 'string' ? 3 : 2;
}

function checkInside(value: Value): void {
  if (Array.isArray(value)) value.forEach(checkInside);
  if (!(value instanceof Map)) return;
  for (const [name, inner] of [...value].slice(referenceLength(value))) {
    if (name.startsWith('$'))
      throw new Failure(
        52,
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
    checkInside(inner);
  }
}

/** @throws Failure 53 or 52 for a value that cannot be an `_id` */
export function checkId(id: Value): void {
  const type = typeName(id);
  if (type === 'array' || type === 'regex' || type === 'undefined')
    throw new Failure(53, `The '_id' value cannot be of type ${type}`);
  checkInside(id);
}
