import { readDocument } from '../bson/read.js';
import type { Doc, Value } from '../bson/value.js';
import { Failure } from '../failure.js';
import type { Request } from './command.js';
import { boolField, checkHint, sequenceOf } from './fields.js';
import { writeError } from './write-errors.js';

const MOST_STATEMENTS = 100_000;

/** The statements of an update or delete command, decoded. */
export function statementsOf(request: Request, field: 'updates' | 'deletes'): Doc[] {
  const statements = sequenceOf(request, field);
  if (statements.length === 0 || statements.length > MOST_STATEMENTS)
    throw new Failure(
      16,
      `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements.length} operations.`,
    );
  return statements.map((item) => (item instanceof Map ? item : readDocument(item)));
}

/**
 * What is wrong with the shape of one statement is wrong with the command: nothing of it is written. `name` is that of the
 * statements in messages, such as `update.updates`.
 */
export function checkFields(
  name: string,
  statement: Doc,
  known: readonly string[],
  required: readonly string[],
): void {
  for (const field of statement.keys())
    if (!known.includes(field))
      throw new Failure(40415, `BSON field '${name}.${field}' is an unknown field.`);
  for (const field of required) {
    const value = statement.get(field);
    // To MongoDB a null is no value; only the update itself is read whatever its type.
    if (value === undefined || (value === null && field !== 'u'))
      throw new Failure(40414, `BSON field '${name}.${field}' is missing but a required field`);
  }
  checkHint(statement.get('hint'));
}

/** Runs each statement; the first failure ends an ordered command. Only inside a commit. Returns the failures. */
export function runEach(
  command: 'update' | 'delete',
  request: Request,
  statements: readonly Doc[],
  run: (statement: Doc, index: number) => void,
): Value[] {
  const ordered = boolField(command, request.body, 'ordered', true);
  const errors: Value[] = [];
  for (let index = 0; index < statements.length; index++) {
    try {
      run(statements[index]!, index);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return errors;
}
