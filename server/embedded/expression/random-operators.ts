import { Failure } from '../failure.js';
import { double } from '../bson/value.js';
import type { Operator } from './expression.js';

export const randomOperators: Record<string, Operator> = {
  /** A double from 0 up to, not including, 1; another one each time it is evaluated. */
  $rand: (operand) => {
    const empty =
      operand instanceof Map ? operand.size === 0 : Array.isArray(operand) && operand.length === 0;
    if (!empty) throw new Failure(3040501, '$rand does not currently accept arguments');
    return () => double(Math.random());
  },
};
