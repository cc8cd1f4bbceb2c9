import { Failure } from '../failure.js';
import { maxDepth } from '../bson/nesting.js';
import { doc } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Command } from './command.js';

/** What can be asked for, in the order of names in which MongoDB answers; none of them can be set. */
const parameters: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['authenticationMechanisms', []],
  ['enableTestCommands', false],
  ['featureCompatibilityVersion', doc({ version: '5.0' })],
  ['maxBSONDepth', maxDepth],
  ['requireApiVersion', false],
  ['ttlMonitorEnabled', true],
]);

/** @throws Failure 72 where nothing that is named can be asked for, 238 for details */
export const getParameter: Command = {
  name: 'getParameter',
  fields: [],
  takesAnyField: true,
  run({ body }) {
    const asked = body.get('getParameter');
    if (asked instanceof Map) throw new Failure(238, 'getParameter with details is not supported');
    const found = asked === '*' ? [...parameters] : [...parameters].filter(([name]) => body.has(name));
    if (found.length === 0) throw new Failure(72, 'no option found to get');
    return new Map(found);
  },
};
