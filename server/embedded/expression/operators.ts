import { arithmeticOperators } from './arithmetic-operators.js';
import { arrayOperators } from './array-operators.js';
import { convertOperators } from './convert-operators.js';
import { dateOperators } from './date-operators.js';
import { iterationOperators } from './iteration-operators.js';
import { setOperators } from './set-operators.js';
import { regexOperators } from './regex-operators.js';
import { cuttingOperators } from './cutting-operators.js';
import { dateArithmetic } from './date-arithmetic.js';
import { dateConversion } from './date-conversion.js';
import type { Operator } from './expression.js';
import { fieldOperators } from './field-operators.js';
import { logicOperators } from './logic-operators.js';
import { objectOperators } from './object-operators.js';
import { powerOperators } from './power-operators.js';
import { randomOperators } from './random-operators.js';
import { stringOperators } from './string-operators.js';
import { trigonometryOperators } from './trigonometry-operators.js';

/** Every expression operator this engine has. One that is not here is refused by name. */
export function operatorTable(): ReadonlyMap<string, Operator> {
  return new Map(
    Object.entries({
      ...arithmeticOperators,
      ...arrayOperators,
      ...convertOperators,
      ...dateOperators,
      ...iterationOperators,
      ...setOperators,
      ...regexOperators,
      ...cuttingOperators,
      ...dateArithmetic,
      ...dateConversion,
      ...fieldOperators,
      ...logicOperators,
      ...objectOperators,
      ...powerOperators,
      ...randomOperators,
      ...stringOperators,
      ...trigonometryOperators,
    }),
  );
}
