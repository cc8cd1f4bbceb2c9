import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import type { Value } from '../bson/value.js';
import { ConstantFailure } from './constant-failure.js';
import { isConstant, readsUnnamed } from './constant.js';
import type { Compile, Expression, Operator } from './expression.js';
import { fieldPath, variablePath } from './field-path.js';
import type { Variables } from './scope.js';
import { Scope } from './scope.js';
import { operatorTable } from './operators.js';

let table: ReadonlyMap<string, Operator> | null = null;

/**
 * Compiles an aggregation expression.
 * @throws Failure 168 for an operator that is unknown or not supported, 17276 for an unknown variable; a ConstantFailure for
 *   a constant that has no value
 */
export function compileExpression(value: Value, variables: Variables): Expression {
  return compileWithin(value, variables.names, variables.folded);
}

function compileWithin(value: Value, names: ReadonlySet<string>, folds: boolean): Expression {
  const compile: Compile = (inner, inSight = names) => compileWithin(inner, inSight, folds);
  if (typeof value === 'string') {
    if (value.startsWith('$$')) return variablePath(value.slice(2), names);
    if (value.startsWith('$')) return fieldPath(value.slice(1));
    return () => value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => compile(item));
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!(value instanceof Map)) return () => value;
  const first = value.keys().next().value;
  if (first?.startsWith('$')) {
    if (value.size !== 1)
      throw new Failure(
        15983,
        `An object representing an expression must have exactly one field: ${show(value)}`,
      );
    return compileOperator(first, value.get(first)!, compile, names, folds);
  }
  return compileObject(value, compile);
}

/** Operators of MongoDB 5.0 that this engine refuses by name. */
const refused: ReadonlySet<string> = new Set(['$meta', '$function', '$accumulator']);

/** Whether MongoDB has an expression operator of a name. */
export function isOperatorName(name: string): boolean {
  table ??= operatorTable();
  return table.has(name) || refused.has(name);
}

function compileOperator(
  name: string,
  operand: Value,
  compile: Compile,
  names: ReadonlySet<string>,
  folds: boolean,
): Expression {
  table ??= operatorTable();
  const operator = table.get(name);
  if (!operator) throw new Failure(168, `Unrecognized expression '${name}'`);
  const expression = operator(operand, compile, names, name);
  const varies = readsUnnamed.has(name) || name === '$literal';
  return folds && !varies && isConstant(operand) ? folded(expression) : expression;
}

/** The value of an expression that is the same for every document, or undefined when it is not or has none. */
export function constantOf(value: Value, variables: Variables): Value | undefined {
  const expression = compileExpression(value, variables);
  return isConstant(value) ? expression(new Scope(new Map(), new Map())) : undefined;
}

/** Evaluates a constant once; what is wrong with it is wrong before the first document. */
function folded(expression: Expression): Expression {
  try {
    const result = expression(new Scope(new Map(), new Map()));
    return () => result;
  } catch (error) {
    throw error instanceof Failure ? new ConstantFailure(error.code, error.message) : error;
  }
}

/** `{ a: expression, b: expression }`: a document of the results, without those that are missing. */
function compileObject(value: ReadonlyMap<string, Value>, compile: Compile): Expression {
  const fields = [...value].map(([name, item]) => {
    if (name.startsWith('$'))
      throw new Failure(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    if (name.includes('.'))
      throw new Failure(
        16412,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      );
    return [name, compile(item)] as const;
  });
  return (scope) => {
    const made = new Map<string, Value>();
    for (const [name, field] of fields) {
      const result = field(scope);
      if (result !== undefined) made.set(name, result);
    }
    return made;
  };
}
