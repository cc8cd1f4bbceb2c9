import { arithmeticOperators } from './arithmetic-operators.js';
import { arrayOperators } from './array-operators.js';
import { convertOperators } from './convert-operators.js';
import { dateOperators } from './date-operators.js';
import type { Operator } from './expression.js';
import { logicOperators } from './logic-operators.js';
import { objectOperators } from './object-operators.js';
import { stringOperators } from './string-operators.js';

/** Every expression operator this engine has. One that is not here is refused by name. */
export function operatorTable(): ReadonlyMap<string, Operator> {
  return new Map(
    Object.entries({
      ...arithmeticOperators,
      ...arrayOperators,
      ...convertOperators,
      ...dateOperators,
      ...logicOperators,
      ...objectOperators,
      ...stringOperators,
    }),
  );
}
