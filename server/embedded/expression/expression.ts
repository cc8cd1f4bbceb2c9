import type { Value } from '../bson/value.js';
import type { Scope } from './scope.js';

/** A compiled expression; undefined means "missing". */
export type Expression = (scope: Scope) => Value | undefined;

/** Compiles a part of an expression; `names` are the variables in sight there. */
export type Compile = (value: Value, names?: ReadonlySet<string>) => Expression;

/** Makes the expression of one operator from what stands behind its name. */
export type Operator = (
  operand: Value,
  compile: Compile,
  names: ReadonlySet<string>,
  name: string,
) => Expression;
