import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { namedArguments } from './arguments.js';
import type { Operator } from './expression.js';
import { isNullish } from './truth.js';

interface FieldCodes {
  readonly changing: number;
  readonly notString: number;
  readonly path: number;
}

/** The name behind `field`: a string, or a string in `$literal`, for names with a dot or a dollar. */
function constantName(field: Value, name: string, codes: FieldCodes): string {
  if (typeof field === 'string' && field.startsWith('$'))
    throw new Failure(
      codes.path,
      `'${field}' is a field path reference which is not allowed in this context. Did you mean {$literal: '${field}'}?`,
    );
  const quoted = field instanceof Map ? (field.get('$literal') ?? field.get('$const')) : field;
  if (quoted === undefined)
    throw new Failure(
      codes.changing,
      `${name} requires 'field' to evaluate to a constant, but got a non-constant argument`,
    );
  if (typeof quoted !== 'string')
    throw new Failure(
      codes.notString,
      `${name} requires 'field' to evaluate to type String, but got ${typeName(quoted)}`,
    );
  return quoted;
}

/** `{ $getField: name }` of the document itself, or `{ $getField: { field, input } }` of what `input` answers. */
const getField: Operator = (operand, compile, _names, name) => {
  const given =
    operand instanceof Map && (operand.has('field') || operand.has('input'))
      ? operand
      : new Map<string, Value>([['field', operand]]);
  const parts = namedArguments(name, given, ['field', 'input'], ['field']);
  const field = constantName(parts.get('field')!, name, {
    changing: 5654601,
    notString: 5654602,
    path: 5654600,
  });
  const input = compile(parts.get('input') ?? '$$CURRENT');
  return (scope) => {
    const object = input(scope);
    if (object === undefined) return undefined;
    if (isNullish(object)) return null;
    if (!(object instanceof Map)) return undefined;
    return object.get(field);
  };
};

function setField(unset: boolean): Operator {
  return (operand, compile, _names, name) => {
    const wanted = unset ? ['field', 'input'] : ['field', 'input', 'value'];
    const parts = namedArguments(name, operand, wanted, wanted);
    const field = constantName(parts.get('field')!, name, {
      changing: 4161106,
      notString: 4161107,
      path: 4161108,
    });
    const input = compile(parts.get('input')!);
    const value = unset ? (): undefined => undefined : compile(parts.get('value')!);
    return (scope) => {
      const object = input(scope);
      if (isNullish(object)) return null;
      if (!(object instanceof Map))
        throw new Failure(4161105, `${name} requires 'input' to evaluate to type Object`);
      const made = new Map(object);
      const set = value(scope);
      if (set === undefined) made.delete(field);
      else made.set(field, set);
      return made;
    };
  };
}

export const fieldOperators: Record<string, Operator> = {
  $getField: getField,
  $setField: setField(false),
  $unsetField: setField(true),
};
