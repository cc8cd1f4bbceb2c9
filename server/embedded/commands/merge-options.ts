import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { pathParts } from '../expression/field-path.js';
import { stageOf } from '../pipeline/compile.js';
import { isName, mergeTarget } from './output.js';

/** What becomes of a document that is there: one of the words, or a pipeline. */
export type WhenMatched = 'merge' | 'replace' | 'keepExisting' | 'fail' | readonly Value[];
export type WhenNotMatched = 'insert' | 'discard' | 'fail';

export interface MergeOptions {
  readonly namespace: string;
  readonly on: readonly string[];
  readonly lets: Doc | undefined;
  readonly whenMatched: WhenMatched;
  readonly whenNotMatched: WhenNotMatched;
}

function wrongType(name: string, value: Value, expected: string): Failure {
  return new Failure(
    14,
    `BSON field '$merge.${name}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

function wordOf<T extends string>(field: string, value: string, words: readonly T[]): T {
  const word = words.find((one) => one === value);
  if (word === undefined)
    throw new Failure(2, `Enumeration value '${value}' for field '${field}' is not a valid value.`);
  return word;
}

function joinFields(given: Value): string[] {
  if (typeof given === 'string') return [given];
  if (!Array.isArray(given))
    throw new Failure(
      51186,
      `$merge 'on' field  must be either a string or an array of strings, but found ${typeName(given)}`,
    );
  if (given.length === 0)
    throw new Failure(51187, "If explicitly specifying $merge 'on', must include at least one field");
  return given.map((name) => {
    if (typeof name !== 'string')
      throw new Failure(51134, `$merge 'on' array elements must be strings, but found ${typeName(name)}`);
    return name;
  });
}

function matchedOf(given: Value): WhenMatched {
  if (typeof given === 'string')
    return wordOf('whenMatched', given, ['merge', 'replace', 'keepExisting', 'fail'] as const);
  if (!Array.isArray(given))
    throw new Failure(
      51191,
      `$merge 'whenMatched' field  must be either a string or an array, but found ${typeName(given)}`,
    );
  for (const stage of given) if (!(stage instanceof Map)) stageOf(stage);
  return given;
}

/** The fields in the order in which they stand: the first that is wrong is told. */
function fieldsOf(options: Doc, database: string): Partial<MergeOptions> {
  let found: Partial<MergeOptions> = {};
  for (const [name, value] of options) {
    if (name === 'into') found = { ...found, namespace: mergeTarget(value, database) };
    else if (name === 'on') found = { ...found, on: joinFields(value) };
    else if (name === 'let') {
      if (!(value instanceof Map)) throw wrongType('let', value, 'object');
      found = { ...found, lets: value };
    } else if (name === 'whenMatched') found = { ...found, whenMatched: matchedOf(value) };
    else if (name === 'whenNotMatched') {
      if (typeof value !== 'string') throw wrongType('whenNotMatched', value, 'string');
      found = {
        ...found,
        whenNotMatched: wordOf('$merge.whenNotMatched', value, ['insert', 'discard', 'fail'] as const),
      };
    } else throw new Failure(40415, `BSON field '$merge.${name}' is an unknown field.`);
  }
  return found;
}

/** Reads what `$merge` is given, as document_source_merge.cpp does. @throws Failure for what it may not be */
export function mergeOptions(operand: Value, database: string): MergeOptions {
  if (typeof operand !== 'string' && !(operand instanceof Map))
    throw new Failure(14, `$merge requires a string or object argument, but found ${typeName(operand)}`);
  const given = typeof operand === 'string' ? new Map<string, Value>([['into', operand]]) : operand;
  const { namespace, on = ['_id'], lets, ...modes } = fieldsOf(given, database);
  if (namespace === undefined)
    throw new Failure(40414, "BSON field '$merge.into' is missing but a required field");
  if (!isName(namespace)) throw new Failure(73, `Invalid $merge target namespace: '${namespace}'`);
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = modes;
  if ((whenMatched === 'keepExisting' || whenMatched === 'fail') && whenNotMatched !== 'insert')
    throw new Failure(
      51181,
      `Combination of $merge modes 'whenMatched: ${whenMatched}' and 'whenNotMatched: ${whenNotMatched}' is not supported`,
    );
  for (const [at, path] of on.entries()) {
    pathParts(path);
    if (on.indexOf(path) !== at) throw new Failure(31465, `Found a duplicate field '${path}'`);
  }
  return { namespace, on, lets, whenMatched, whenNotMatched };
}
