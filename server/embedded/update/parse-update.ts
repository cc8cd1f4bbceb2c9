import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { FilterContext } from '../query/parse-filter.js';
import { addToSet, pop, pull, pullAll, push } from './array-operators.js';
import { checkConflicts, compareFieldPaths } from './field-order.js';
import type { Modifier } from './modifier.js';
import { bitwise, currentDate, extreme, increment, multiplied, set, unset } from './value-operators.js';
import type { Apply } from './value-operators.js';

type Make = (operand: Value, path: string, context: FilterContext) => Apply;

const operators: Readonly<Record<string, { make: Make; creates: boolean }>> = {
  $set: { make: set, creates: true },
  $setOnInsert: { make: set, creates: true },
  $unset: { make: unset, creates: false },
  $inc: { make: increment, creates: true },
  $mul: { make: multiplied, creates: true },
  $min: { make: (value) => extreme(value, -1), creates: true },
  $max: { make: (value) => extreme(value, 1), creates: true },
  $currentDate: { make: currentDate, creates: true },
  $bit: { make: bitwise, creates: true },
  $push: { make: push, creates: true },
  $addToSet: { make: addToSet, creates: true },
  $pop: { make: pop, creates: false },
  $pull: { make: (value, _path, context) => pull(value, context), creates: false },
  $pullAll: { make: pullAll, creates: false },
};

function checkPath(path: string, removes = false): string[] {
  if (path === '') throw new Failure(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes(''))
    throw new Failure(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts[0]!.startsWith('$') && !(removes && parts.length === 1)) {
    if (parts[0]!.startsWith('$[') && parts[0] !== '$[]')
      throw new Failure(
        2,
        `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
      );
    if (parts[0] === '$' || parts[0] === '$[]')
      throw new Failure(
        2,
        `Cannot have positional (i.e. '$') element in the first position in path '${path}'`,
      );
    throw new Failure(
      52,
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  if (parts.filter((part) => part === '$').length > 1)
    throw new Failure(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  return parts;
}

/**
 * Compiles `{ $set: { … }, $inc: { … } }` into modifiers in the order of their paths.
 * @throws Failure 9 for unknown or malformed modifiers, 40 for conflicting paths, 2, 14, 52, 56 for wrong operands
 */
export function parseUpdate(update: Doc, context: FilterContext): Modifier[] {
  const modifiers: Modifier[] = [];
  for (const [operator, fields] of update) {
    if (operator !== '$rename' && !operators[operator])
      throw new Failure(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!(fields instanceof Map))
      throw new Failure(
        9,
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(fields)}}`,
      );
    for (const [path, operand] of fields) {
      if (operator === '$rename') modifiers.push(...rename(path, operand));
      else modifiers.push(modifier(operator, path, operand, context));
    }
  }
  checkConflicts(modifiers.map(({ path }) => path));
  return modifiers.sort((a, b) => compareFieldPaths(a.parts, b.parts));
}

function modifier(operator: string, path: string, operand: Value, context: FilterContext): Modifier {
  const parts = checkPath(path, operator === '$unset');
  const { make, creates } = operators[operator]!;
  return {
    operator,
    path,
    parts,
    creates,
    onInsertOnly: operator === '$setOnInsert',
    apply: make(operand, path, context),
  };
}

/** `$rename` is a removal at one path and a set at the other, tied by what stood at the first before the update. */
function rename(from: string, to: Value): Modifier[] {
  if (typeof to !== 'string')
    throw new Failure(2, `The 'to' field for $rename must be a string: ${from}: ${show(to)}`);
  const source = checkPath(from);
  const target = checkPath(to);
  if (source[0] === '_id' || target[0] === '_id')
    throw new Failure(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  if (from === to)
    throw new Failure(2, `The source and target field for $rename must differ: ${from}: "${to}"`);
  if (to.startsWith(`${from}.`) || from.startsWith(`${to}.`))
    throw new Failure(
      2,
      `The source and target field for $rename must not be on the same path: ${from}: "${to}"`,
    );
  for (const [side, path, parts] of [
    ['source', from, source],
    ['destination', to, target],
  ] as const)
    if (parts.some((part) => part.startsWith('$')))
      throw new Failure(2, `The ${side} field for $rename may not be dynamic: ${path}`);
  const moved = (document: Doc): Value | undefined => {
    let value: Value | undefined = document;
    for (const part of source) {
      if (Array.isArray(value))
        throw new Failure(
          2,
          `The source field cannot be an array element, '${from}' in doc with ${showIdOf(document)} has an array field called '${source[0]}'`,
        );
      value = value instanceof Map ? value.get(part) : undefined;
    }
    return value;
  };
  return [
    {
      operator: '$rename',
      path: from,
      parts: source,
      creates: false,
      onInsertOnly: false,
      apply: () => undefined,
    },
    {
      operator: '$rename',
      path: to,
      parts: target,
      creates: true,
      onInsertOnly: false,
      apply: (current, { document }) => {
        const value = moved(document);
        if (value === undefined) return current;
        let parent: Value | undefined = document;
        for (const part of target.slice(0, -1)) {
          parent = parent instanceof Map ? parent.get(part) : undefined;
          if (Array.isArray(parent))
            throw new Failure(
              2,
              `The destination field cannot be an array element, '${to}' in doc with ${showIdOf(document)} has an array field called '${part}'`,
            );
        }
        return value;
      },
    },
  ];
}

function showIdOf(document: Doc): string {
  const id = document.get('_id');
  return id === undefined ? 'no id' : `_id: ${show(id)}`;
}
