import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { FilterContext } from '../query/parse-filter.js';
import { addToSet, pop, pull, pullAll, push } from './array-operators.js';
import { checkConflicts, compareFieldPaths } from './field-order.js';
import { checkPath } from './check-path.js';
import type { Modifier } from './modifier.js';
import { rename } from './rename.js';
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
  checkConflicts(modifiers.map(({ parts }) => parts));
  return modifiers.sort((a, b) => compareFieldPaths(a.parts, b.parts));
}

function modifier(operator: string, path: string, operand: Value, context: FilterContext): Modifier {
  const parts = checkPath(path);
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
