import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc } from '../bson/value.js';

function invalid(text: string): Failure {
  return new Failure(55, text);
}

function checkText(document: Doc, name: '$db' | '$ref'): void {
  const value = document.get(name)!;
  if (typeof value !== 'string')
    throw invalid(`The DBRef ${name} field must be a String, not a ${typeName(value)}`);
}

/**
 * Holds a field at the top of a document, whose name begins with `$`, to be a part of a reference: `$ref`, `$id` and perhaps
 * `$db`, in this order.
 * @throws Failure 52 for another name, 55 for a reference that is none
 */
export function checkDollarField(document: Doc, name: string): void {
  const names = [...document.keys()];
  let at = names.indexOf(name);
  if (names[at] === '$db') {
    checkText(document, '$db');
    if (names[--at] !== '$id') throw invalid('Found $db field without a $id before it, which is invalid.');
  }
  if (names[at] === '$id' && names[--at] !== '$ref')
    throw invalid('Found $id field without a $ref before it, which is invalid.');
  if (names[at] !== '$ref')
    throw new Failure(
      52,
      `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  checkText(document, '$ref');
  if (names[at + 1] !== '$id') throw invalid('The DBRef $ref field must be followed by a $id field');
}
