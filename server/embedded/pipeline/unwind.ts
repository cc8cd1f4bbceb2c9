import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { pathParts } from '../expression/field-path.js';
import type { CompileStage } from './stage.js';

/** `$unwind`: one document for each element of an array. */
export const unwind: CompileStage = (operand) => {
  if (typeof operand !== 'string' && !(operand instanceof Map))
    throw new Failure(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(operand)}`,
    );
  const options = operand instanceof Map ? operand : new Map<string, Value>([['path', operand]]);
  for (const name of options.keys())
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw new Failure(28811, `unrecognized option to $unwind stage: ${name}`);
  const path = options.get('path');
  if (path === undefined) throw new Failure(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new Failure(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  if (!path.startsWith('$'))
    throw new Failure(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const keep = options.get('preserveNullAndEmptyArrays') ?? false;
  if (typeof keep !== 'boolean')
    throw new Failure(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keep)}`,
    );
  const index = options.get('includeArrayIndex');
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new Failure(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${typeName(index)}`,
    );
  if (typeof index === 'string' && index.startsWith('$'))
    throw new Failure(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  if (path === '$') throw new Failure(16872, "'$' by itself is not a valid FieldPath");
  const parts = pathParts(path.slice(1));
  return function* (input) {
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      for (const [value, at] of unwound(document, parts, keep)) {
        const made = value === undefined ? withoutAt(document, parts, keep) : withAt(document, parts, value);
        if (typeof index === 'string') setIndex(made, index, at);
        yield made;
      }
    }
  };
};

function setIndex(document: Doc, name: string, at: number | null): void {
  const value = at === null ? null : BigInt(at);
  const parts = name.split('.');
  let target = document;
  for (const part of parts.slice(0, -1)) {
    const next = target.get(part);
    const made: Doc = next instanceof Map ? new Map(next) : new Map();
    target.set(part, made);
    target = made;
  }
  target.set(parts.at(-1)!, value);
}

function unwound(
  document: Doc,
  parts: readonly string[],
  keep: boolean,
): [Value | undefined, number | null][] {
  let value: Value | undefined = document;
  for (const part of parts) value = value instanceof Map ? value.get(part) : undefined;
  if (Array.isArray(value)) {
    if (value.length > 0) return value.map((item, at) => [item, at]);
    return keep ? [[undefined, null]] : [];
  }
  if (value === undefined || value === null || typeName(value) === 'undefined')
    return keep ? [[value, null]] : [];
  return [[value, null]];
}

function withAt(document: Doc, parts: readonly string[], value: Value): Doc {
  const made = new Map(document);
  const [first, ...rest] = parts;
  if (rest.length === 0) made.set(first!, value);
  else made.set(first!, withAt(made.get(first!) as Doc, rest, value));
  return made;
}

function withoutAt(document: Doc, parts: readonly string[], keep: boolean): Doc {
  const made = new Map(document);
  const [first, ...rest] = parts;
  if (rest.length === 0) made.delete(first!);
  else {
    const inner = made.get(first!);
    if (inner instanceof Map) made.set(first!, withoutAt(inner, rest, keep));
  }
  return made;
}
