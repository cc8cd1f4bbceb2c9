import { Failure } from '../failure.js';
import type { Value } from '../bson/value.js';
import type { Expression } from './expression.js';

/** The value at a path as expressions see it: arrays are mapped over, a number names a field only; undefined when missing. */
export function valueAt(value: Value | undefined, parts: readonly string[], depth = 0): Value | undefined {
  let at = value;
  for (let index = depth; index < parts.length; index++) {
    if (at instanceof Map) at = at.get(parts[index]!);
    else if (Array.isArray(at)) {
      const found: Value[] = [];
      for (const item of at) {
        // An array inside an array is not entered.
        if (!(item instanceof Map)) continue;
        const inner = valueAt(item, parts, index);
        if (inner !== undefined) found.push(inner);
      }
      return found;
    } else return undefined;
  }
  return at;
}

/** The fields of a DBRef may begin with a dollar. */
const reference: ReadonlySet<string> = new Set(['$id', '$ref', '$db']);

/** Checks a path's parts as MongoDB's FieldPath does. */
export function pathParts(path: string): string[] {
  if (path === '') throw new Failure(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw new Failure(40353, "FieldPath must not end with a '.'.");
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') throw new Failure(15998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$') && !reference.has(part))
      throw new Failure(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      );
    if (part.includes('\0')) throw new Failure(16411, "FieldPath field names may not contain '\0'.");
  }
  return parts;
}

export function fieldPath(path: string): Expression {
  if (path === '') throw new Failure(16872, "'$' by itself is not a valid FieldPath");
  const parts = pathParts(path);
  const [only] = parts;
  if (parts.length === 1) return ({ root }) => (root instanceof Map ? root.get(only!) : undefined);
  return ({ root }) => valueAt(root, parts);
}

const markers = new Set(['DESCEND', 'PRUNE', 'KEEP']);

/** `$$name` or `$$name.path`. */
export function variablePath(text: string, names: ReadonlySet<string>): Expression {
  if (text === '') throw new Failure(9, 'empty variable names are not allowed');
  const [name = '', ...rest] = text.split('.');
  if (rest.length > 0) pathParts(rest.join('.'));
  if (name === 'ROOT' || name === 'CURRENT') {
    if (name === 'ROOT' || !names.has(name)) return ({ root }) => valueAt(root, rest);
  }
  if (name === 'REMOVE') return () => undefined;
  if (markers.has(name)) return () => name;
  if (name === 'CLUSTER_TIME') throw new Failure(51144, "Builtin variable '$$CLUSTER_TIME' is not available");
  if (!names.has(name)) {
    // A name in capitals may be read, as those of MongoDB's own variables are; it may not be given by a user.
    if (!/^[A-Z]\w*$/.test(name)) checkVariableName(name);
    throw new Failure(17276, `Use of undefined variable: ${name}`);
  }
  return ({ variables }) => valueAt(variables.get(name), rest);
}

/** Refuses names that MongoDB does not take for a variable of the user's. */
export function checkVariableName(name: string): void {
  if (name === '') throw new Failure(9, 'empty variable names are not allowed');
  if (name !== 'CURRENT' && !/^[a-z\u0080-\uffff]/.test(name))
    throw new Failure(9, `'${name}' starts with an invalid character for a user variable name`);
  const wrong = /[^A-Za-z0-9_\u0080-\uffff]/.exec(name);
  if (wrong)
    throw new Failure(9, `'${name}' contains an invalid character for a variable name: '${wrong[0]}'`);
}
