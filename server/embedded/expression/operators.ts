import type { Operator } from './expression.js';
import { arithmeticOperators } from './arithmetic-operators.js';
import { logicOperators } from './logic-operators.js';

/** Every expression operator this engine has. One that is not here is refused by name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({ ...arithmeticOperators, ...logicOperators }),
);
