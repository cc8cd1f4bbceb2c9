import { Failure } from '../failure.js';
import { longOf, numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { CompileStage } from './stage.js';

function wholeOperand(name: string, operand: Value, least: number): number {
  if (!isNumeric(operand))
    throw new Failure(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a number in: ${name}: ${show(operand)}`,
    );
  const whole = longOf(operand);
  if (whole === null)
    throw new Failure(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected an integer: ${name}: ${show(operand)}`,
    );
  if (whole < 0n)
    throw new Failure(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${whole}`,
    );
  if (whole < BigInt(least)) throw new Failure(15958, 'the limit must be positive');
  return Number(whole);
}

export const limit: CompileStage = (operand) => {
  const most = wholeOperand('$limit', operand, 1);
  return function* (input) {
    let count = 0;
    for (const document of input) {
      yield document;
      if (document !== null && ++count >= most) return;
    }
  };
};

export const skip: CompileStage = (operand) => {
  const fewest = wholeOperand('$skip', operand, 0);
  return function* (input) {
    let count = 0;
    for (const document of input) if (document === null || ++count > fewest) yield document;
  };
};

export const sample: CompileStage = (operand) => {
  if (!(operand instanceof Map))
    throw new Failure(28745, 'the $sample stage specification must be an object');
  for (const name of operand.keys())
    if (name !== 'size') throw new Failure(28748, `unrecognized option to $sample: ${name}`);
  if (!operand.has('size')) throw new Failure(28749, '$sample stage must specify a size');
  const size = operand.get('size');
  if (!isNumeric(size)) throw new Failure(28746, 'size argument to $sample must be a number');
  // Cut to a whole number first, so that -0.3 is 0; what is no number at all is 0, what is beyond a long is its end.
  const most = Math.trunc(numberOf(size)) || 0;
  if (most < 0) throw new Failure(28747, 'size argument to $sample must not be negative');
  return function* (input) {
    const chosen: Doc[] = [];
    let seen = 0;
    for (const document of input) {
      if (document === null) yield null;
      else {
        seen++;
        if (chosen.length < most) chosen.push(document);
        else {
          const at = Math.floor(Math.random() * seen);
          if (at < chosen.length) chosen[at] = document;
        }
      }
    }
    yield* chosen;
  };
};

export const count: CompileStage = (operand) => {
  if (typeof operand !== 'string') throw new Failure(40156, 'the count field must be a non-empty string');
  if (operand === '') throw new Failure(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw new Failure(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw new Failure(40160, "the count field cannot contain '.'");
  return function* (input) {
    let total = 0;
    for (const document of input) {
      if (document === null) yield null;
      else total++;
    }
    if (total > 0) yield new Map([[operand, total]]);
  };
};
