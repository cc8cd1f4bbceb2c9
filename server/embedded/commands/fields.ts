import { Failure } from '../failure.js';
import { textOrderOf } from '../bson/collation.js';
import type { TextOrder } from '../bson/collation.js';
import { longOf, numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { Variables } from '../expression/scope.js';
import { checkVariableName } from '../expression/field-path.js';
import { compileExpression } from '../expression/compile.js';
import { Scope } from '../expression/scope.js';
import type { Request } from './command.js';

function wrongType(command: string, field: string, value: Value, expected: string): Failure {
  return new Failure(
    14,
    `BSON field '${command}.${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** A document field, or an empty document when it is not given. */
export function docField(command: string, body: Doc, field: string): Doc {
  const value = body.get(field);
  if (value === undefined || value === null) return new Map();
  if (!(value instanceof Map)) throw wrongType(command, field, value, 'object');
  return value;
}

export function boolField(command: string, body: Doc, field: string, otherwise: boolean): boolean {
  const value = body.get(field);
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  if (isNumeric(value)) return numberOf(value) !== 0;
  throw new Failure(
    14,
    `BSON field '${command}.${field}' is the wrong type '${typeName(value)}', expected types '[bool, long, int, decimal, double']`,
  );
}

/** A whole number that is not negative, or not below `least`. */
export function countField(command: string, body: Doc, field: string, least = 0): number | null {
  const value = body.get(field);
  if (value === undefined || value === null) return null;
  if (!isNumeric(value))
    throw new Failure(
      14,
      `BSON field '${command}.${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double']`,
    );
  const whole = longOf(value, true);
  if (whole === null) throw new Failure(2, `BSON field '${field}' value is not a valid number`);
  if (whole < BigInt(least))
    throw new Failure(51024, `BSON field '${field}' value must be >= ${least}, actual value '${whole}'`);
  return Number(whole);
}

/** The size of the first batch that the `cursor` of a command asks for; null when it does not. */
export function batchSizeOf(command: string, body: Doc): number | null {
  const cursor = docField(command, body, 'cursor');
  for (const field of cursor.keys())
    if (field !== 'batchSize') throw new Failure(40415, `BSON field 'cursor.${field}' is an unknown field.`);
  return countField('cursor', cursor, 'batchSize');
}

/** Refuses options that change an answer and that this engine does not have. */
export function refuseOptions(body: Doc, ...fields: string[]): void {
  for (const field of fields) {
    const value = body.get(field);
    if (value === undefined || value === null || value === false) continue;
    if (value instanceof Map && value.size === 0) continue;
    if (field === 'collation' && value instanceof Map && value.get('locale') === 'simple') continue;
    throw new Failure(238, `the option '${field}' is not supported by this engine`);
  }
}

/** The order of texts that a command or statement asks for; null where bytes are compared. @throws Failure as textOrderOf does */
export function textOrder(body: Doc): TextOrder | null {
  const collation = body.get('collation');
  if (collation === undefined || collation === null || (collation instanceof Map && collation.size === 0))
    return null;
  if (!(collation instanceof Map))
    throw new Failure(
      14,
      `BSON field 'collation' is the wrong type '${typeName(collation)}', expected type 'object'`,
    );
  return textOrderOf(collation);
}

/** @throws Failure 9 for a hint that is neither the name of an index nor its key */
export function checkHint(hint: Value | undefined): void {
  if (hint !== undefined && typeof hint !== 'string' && !(hint instanceof Map))
    throw new Failure(9, 'Hint must be a string or an object');
}

/** The variables of a command: its `let`, evaluated once, and NOW. */
export function variablesOf(request: Request): Variables {
  const given = request.body.get('let');
  const base = new Variables(request.now);
  if (given === undefined) return base;
  if (!(given instanceof Map))
    throw new Failure(14, `BSON field 'let' is the wrong type '${typeName(given)}', expected type 'object'`);
  const values: [string, Value | undefined][] = [];
  for (const [name, value] of given) {
    checkVariableName(name);
    values.push([name, compileExpression(value, base)(new Scope(new Map(), base.values))]);
  }
  return new Variables(request.now, values);
}

/** When a command has to end, by its `maxTimeMS`, on the scale of `performance.now()`. */
export function deadlineOf(body: Doc): number {
  const value = body.get('maxTimeMS');
  if (value === undefined) return Infinity;
  if (!isNumeric(value)) throw new Failure(2, 'maxTimeMS must be a number');
  const limit = numberOf(value);
  if (!Number.isInteger(limit)) throw new Failure(2, 'maxTimeMS has non-integral value');
  if (limit < 0 || limit > 0x7fffffff) throw new Failure(2, `${limit} value for maxTimeMS is out of range`);
  return limit === 0 ? Infinity : performance.now() + limit;
}

/** The documents of a write command, from its sequence or its body; raw bytes where they came as such. */
export function sequenceOf(request: Request, field: string): readonly (Buffer | Doc)[] {
  const sent = request.sequences.get(field);
  if (sent) return sent;
  const [command] = request.body.keys();
  const value = request.body.get(field);
  if (value === undefined)
    throw new Failure(40414, `BSON field '${command}.${field}' is missing but a required field`);
  if (!Array.isArray(value)) throw wrongType(command!, field, value, 'array');
  return value.map((item, index) => {
    if (!(item instanceof Map)) throw wrongType(command!, `${field}.${index}`, item, 'object');
    return item;
  });
}
