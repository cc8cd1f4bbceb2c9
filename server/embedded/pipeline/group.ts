import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import type { Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import type { Expression } from '../expression/expression.js';
import { accumulators } from './accumulators.js';
import type { Accumulator } from './accumulators.js';
import type { CompileStage } from './stage.js';

/** One field that a group accumulates. */
export interface Field {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly expression: Expression;
}

/** Reads `{ name: { $sum: expression } }`. */
export function accumulatorField(name: string, value: Value, compile: (value: Value) => Expression): Field {
  if (name.includes('.')) throw new Failure(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new Failure(40236, `The field name '${name}' cannot be an operator name`);
  if (!(value instanceof Map)) throw new Failure(40234, `The field '${name}' must be an accumulator object`);
  if (value.size !== 1) throw new Failure(40238, `The field '${name}' must specify one accumulator`);
  const [operator, operand] = [...value][0]!;
  if (!operator.startsWith('$'))
    throw new Failure(40234, `The field '${name}' must be an accumulator object`);
  if (operator === '$count') {
    if (!(operand instanceof Map) || operand.size > 0)
      throw new Failure(9, '$count takes no arguments, i.e. $count:{}');
    return { name, make: accumulators.$sum!, expression: () => 1 };
  }
  const make = accumulators[operator];
  if (!make) throw new Failure(15952, `unknown group operator '${operator}'`);
  if (Array.isArray(operand) && operand.length !== 1)
    throw new Failure(40237, `The ${operator} accumulator is a unary operator`);
  return { name, make, expression: compile(Array.isArray(operand) ? operand[0]! : operand) };
}

/** `$group`: one document for each value of `_id`, in the order in which they first came. */
export const group: CompileStage = (operand, { variables }) => {
  if (!(operand instanceof Map)) throw new Failure(15947, "a group's fields must be specified in an object");
  if (!operand.has('_id')) throw new Failure(15955, 'a group specification must include an _id');
  const compile = (value: Value): Expression => compileExpression(value, variables);
  const id = compile(operand.get('_id')!);
  const fields = [...operand]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => accumulatorField(name, value, compile));
  return function* (input) {
    const groups = new Map<string, { id: Value; states: Accumulator[] }>();
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      const scope = variables.withRoot(document);
      const value = id(scope) ?? null;
      const key = typeof value === 'string' ? `s${value}` : keyOf(value).toString('latin1');
      let found = groups.get(key);
      if (!found) {
        found = { id: value, states: fields.map(({ make }) => make()) };
        groups.set(key, found);
      }
      for (let at = 0; at < fields.length; at++) found.states[at]!.take(fields[at]!.expression(scope));
    }
    for (const { id: value, states } of groups.values()) {
      const made = new Map<string, Value>([['_id', value]]);
      fields.forEach(({ name }, at) => made.set(name, states[at]!.result()));
      yield made;
    }
  };
};
