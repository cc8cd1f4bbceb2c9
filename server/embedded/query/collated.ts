import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';

/**
 * What in a projection would compare texts by the command's collation: expressions and `$elemMatch`.
 * @throws Failure 238 for them
 */
export function checkCollatedProjection(projection: Doc): void {
  for (const [path, value] of projection) if (compares(value)) throw beside(`the projection of '${path}'`);
}

function compares(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  if (!(value instanceof Map)) return false;
  const [name = ''] = value.keys();
  return name.startsWith('$') ? name !== '$slice' : [...value.values()].some(compares);
}

/** The error of a part that does not know the order of texts a command asks for. */
export function beside(part: string): Failure {
  return new Failure(238, `${part} with a collation is not supported by this engine`);
}

const stages = [
  '$match',
  '$sort',
  '$skip',
  '$limit',
  '$count',
  '$unwind',
  '$unset',
  '$sample',
  '$collStats',
  '$out',
];

/** @throws Failure 238 for a stage that would compare texts by its own means */
export function checkCollatedStage(name: string): void {
  if (!stages.includes(name)) throw beside(name);
}

const operators = [
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$rename',
  '$currentDate',
  '$bit',
  '$pop',
];

/** @throws Failure 238 for an operator of an update that would compare texts by its own means */
export function checkCollatedUpdate(update: Value): void {
  if (Array.isArray(update)) throw beside('an update pipeline');
  for (const name of (update as Doc).keys())
    if (name.startsWith('$') && !operators.includes(name)) throw beside(name);
}
