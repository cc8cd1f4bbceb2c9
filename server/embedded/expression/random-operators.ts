import { Failure } from '../failure.js';
import { double } from '../bson/value.js';
import type { Operator } from './expression.js';

export const randomOperators: Record<string, Operator> = {
  /** A double from 0 up to, not including, 1; another one each time it is evaluated. */
  $rand: (operand) => {
    if (!(operand instanceof Map) && !Array.isArray(operand))
      throw new Failure(10065, 'invalid parameter: expected an object ($rand)');
    if ([...operand.keys()].length > 0)
      throw new Failure(3040501, '$rand does not currently accept arguments');
    return () => double(Math.random());
  },
};
