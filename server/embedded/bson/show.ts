import { numberText } from './number.js';
import { isNumeric, typeOf } from './type.js';
import {
  Binary,
  Code,
  CodeWithScope,
  DbPointer,
  Decimal128,
  ObjectId,
  Regex,
  Special,
  SymbolValue,
  Timestamp,
} from './value.js';
import type { Doc, Value } from './value.js';

/** What is longer than `most` bytes shows its first `kept` ones and three dots. */
function shorten(text: string, most: number, kept: number): string {
  const bytes = Buffer.from(text);
  return bytes.length > most ? `${bytes.subarray(0, kept).toString()}...` : text;
}

function showBinary({ subtype, bytes }: Binary): string {
  const hex = Buffer.from(bytes).toString('hex');
  if (subtype === 4 && bytes.length === 16)
    return `UUID("${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}")`;
  const shown = bytes.length > 80 ? `${hex.slice(0, 140)}...` : hex;
  return `BinData(${subtype}, ${shown.toUpperCase()})`;
}

function showNumber(value: Value): string {
  if (!isNumeric(value)) return '';
  if (value instanceof Decimal128) return `${numberText(value)}`;
  const text = numberText(value);
  return typeOf(value) === 1 && !text.includes('.') ? `${text}.0` : text;
}

/** A value as MongoDB writes it into its messages (BSONElement::toString): long ones are cut, nothing is escaped. */
export function show(value: Value): string {
  if (typeof value === 'string') return `"${shorten(value, 159, 150)}"`;
  if (isNumeric(value)) return showNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof Map) return showDoc(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(show).join(', ')} ]`;
  if (value instanceof ObjectId) return `ObjectId('${value.hex()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Binary) return showBinary(value);
  if (value instanceof Regex) return `/${value.pattern}/${value.flags}`;
  if (value instanceof Timestamp) return `Timestamp(${value.value >> 32n}, ${value.value & 0xffffffffn})`;
  if (value instanceof Special)
    return value.name === 'minKey' ? 'MinKey' : value.name === 'maxKey' ? 'MaxKey' : 'undefined';
  if (value instanceof SymbolValue) return `"${shorten(value.text, 159, 150)}"`;
  if (value instanceof Code) return shorten(value.code, 79, 70);
  if (value instanceof CodeWithScope) return `CodeWScope( ${value.code}, ${showDoc(value.scope)})`;
  if (value instanceof DbPointer)
    return `DBRef('${value.namespace}',${Buffer.from(value.bytes).toString('hex')})`;
  throw new TypeError('not a BSON value');
}

/** A document as MongoDB writes it into its messages: `{ a: 1, b: "x" }`. */
export function showDoc(doc: Doc): string {
  if (doc.size === 0) return '{}';
  return `{ ${[...doc].map(([name, value]) => `${name}: ${show(value)}`).join(', ')} }`;
}
