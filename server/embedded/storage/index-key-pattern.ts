import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { writeDocument } from '../bson/write.js';
import type { KeyPart } from './index-keys.js';

const kinds = ['text', '2d', '2dsphere', '2dsphere_bucket', 'hashed', 'wildcard'];

function refuse(text: string): never {
  throw new Failure(67, text);
}

/** What kind of index a key asks for: the first string among its values. */
function checkKind(key: Doc): void {
  if ([...key.keys()].some((path) => path === '$**' || path.endsWith('.$**')))
    refuse('Wildcard indexes are not supported by this engine');
  const kind = [...key.values()].find((value) => typeof value === 'string');
  if (kind === undefined || kind === '') return;
  if (!kinds.includes(kind)) refuse(`Unknown index plugin '${kind}'`);
  refuse(`Index type '${kind}' is not supported by this engine`);
}

function direction(value: Value): 1 | -1 {
  if (value === '') refuse('Values in the index key pattern cannot be empty strings');
  if (!isNumeric(value))
    refuse(
      `Values in v:2 index key pattern cannot be of type ${typeName(value)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  const number = numberOf(value);
  if (Number.isNaN(number)) refuse('Values in the index key pattern cannot be NaN.');
  if (number === 0) refuse('Values in the index key pattern cannot be 0.');
  return number > 0 ? 1 : -1;
}

/** The parts of a key pattern. @throws Failure 67 for what cannot be indexed */
export function keyPattern(key: Doc): KeyPart[] {
  if (writeDocument(key).length > 2048) refuse('Index key pattern too large.');
  if (key.size === 0) refuse('Index keys cannot be empty.');
  checkKind(key);
  return [...key].map(([path, value]) => {
    const towards = direction(value);
    if (path === '') refuse('Index keys cannot be an empty field.');
    if (path === '_fts') refuse("Index key contains an illegal field name: '_fts'");
    const parts = path.split('.');
    for (const [at, part] of parts.entries()) {
      if (part === '') refuse('Index keys cannot contain an empty field.');
      // The fields of a DBRef begin with a dollar; at the top there is none.
      if (part.startsWith('$') && !(at > 0 && ['$id', '$db', '$ref'].includes(part)))
        refuse("Index key contains an illegal field name: field name starts with '$'.");
    }
    return { path, parts, direction: towards };
  });
}
