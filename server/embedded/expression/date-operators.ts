import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import type { Value } from '../bson/value.js';
import { dateOf, dayOfYear, isoDay, isoWeek, localDate, weekOfYear } from './dates.js';
import type { Expression, Operator } from './expression.js';
import { isNullish } from './truth.js';

import { zoneOf } from './date-arguments.js';

function part(read: (local: Date) => Value): Operator {
  return (operand, compile, _names, name) => {
    let dateExpression: Expression;
    let zoneExpression: Expression | null = null;
    const first = operand instanceof Map ? operand.keys().next().value : undefined;
    if (operand instanceof Map && !first?.startsWith('$')) {
      for (const key of operand.keys())
        if (key !== 'date' && key !== 'timezone')
          throw new Failure(40535, `unrecognized option to ${name}: "${key}"`);
      if (!operand.has('date'))
        throw new Failure(40539, `missing 'date' argument to ${name}, provided: ${name}: ${show(operand)}`);
      dateExpression = compile(operand.get('date')!);
      if (operand.has('timezone')) zoneExpression = compile(operand.get('timezone')!);
    } else {
      if (Array.isArray(operand) && operand.length !== 1)
        throw new Failure(
          40536,
          `${name} accepts exactly one argument if given an array, but was given ${operand.length}`,
        );
      dateExpression = compile(Array.isArray(operand) ? operand[0]! : operand);
    }
    return (scope) => {
      const value = dateExpression(scope);
      if (isNullish(value)) return null;
      const zone = zoneOf(zoneExpression?.(scope), zoneExpression !== null, name);
      if (zone === undefined) return null;
      return read(localDate(dateOf(value!), zone));
    };
  };
}

export const dateOperators: Record<string, Operator> = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $week: part(weekOfYear),
  $isoDayOfWeek: part(isoDay),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part((local) => BigInt(isoWeek(local).year)),
};
