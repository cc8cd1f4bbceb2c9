import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import { integerOf, numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { pathParts } from '../expression/field-path.js';
import { parseFilter } from '../query/parse-filter.js';
import { setPath } from './add-fields.js';
import type { CompileStage } from './stage.js';
import { finder } from './foreign.js';
import { valuesAt } from './local-values.js';

/** `$graphLookup`: follows a field from document to document. */
export const graphLookup: CompileStage = (operand, context) => {
  if (!(operand instanceof Map))
    throw new Failure(
      9,
      `the $graphLookup stage specification must be an object, but found ${typeName(operand)}`,
    );
  for (const name of operand.keys())
    if (
      ![
        'from',
        'startWith',
        'connectFromField',
        'connectToField',
        'as',
        'maxDepth',
        'depthField',
        'restrictSearchWithMatch',
      ].includes(name)
    )
      throw new Failure(40104, `Unknown argument to $graphLookup: ${name}`);
  for (const name of ['from', 'as', 'startWith', 'connectFromField', 'connectToField'])
    if (!operand.has(name))
      throw new Failure(
        40105,
        `missing '${name}' option to $graphLookup stage specification: ${show(operand)}`,
      );
  for (const name of ['from', 'as', 'connectFromField', 'connectToField', 'depthField'])
    if (operand.has(name) && typeof operand.get(name) !== 'string')
      throw new Failure(
        40103,
        `'${name}' option to $graphLookup must be a string, but was type ${typeName(operand.get(name))}`,
      );
  const most = depthOf(operand.get('maxDepth'));
  const restriction = operand.get('restrictSearchWithMatch');
  if (restriction !== undefined && !(restriction instanceof Map))
    throw new Failure(40185, `restrictSearchWithMatch must be an object, found ${typeName(restriction)}`);
  const filter = restriction ? parseFilter(restriction, context) : null;
  const start = compileExpression(operand.get('startWith')!, context.variables);
  const fromField = pathParts(operand.get('connectFromField') as string);
  const toField = operand.get('connectToField') as string;
  pathParts(toField);
  const from = operand.get('from') as string;
  const target = pathParts(operand.get('as') as string);
  const depthField = operand.get('depthField') as string | undefined;
  const idOf = (document: Doc): string => keyOf(document.get('_id')!).toString('latin1');
  return function* (input) {
    let find: ReturnType<typeof finder> | null = null;
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      find ??= finder(context, from, toField);
      const reached = new Map<string, { readonly found: Doc; readonly depth: number }>();
      const first = start(context.variables.withRoot(document));
      let frontier: Value[] = first === undefined ? [] : Array.isArray(first) ? first : [first];
      for (let depth = 0; frontier.length > 0 && depth <= most; depth++) {
        const fresh = find(frontier).filter(
          (one) => !reached.has(idOf(one)) && (!filter || filter.test(one)),
        );
        for (const found of fresh) reached.set(idOf(found), { found, depth });
        frontier = fresh.flatMap((one) => valuesAt(one, fromField));
      }
      const results = [...reached.values()].map(({ found, depth }) =>
        depthField === undefined ? found : setPath(found, pathParts(depthField), BigInt(depth)),
      );
      yield setPath(document, target, results);
    }
  };
};

function depthOf(value: Value | undefined): number {
  if (value === undefined) return Infinity;
  if (!isNumeric(value))
    throw new Failure(40100, `maxDepth requires a numeric argument, found type: ${typeName(value)}`);
  if (numberOf(value) < 0)
    throw new Failure(40101, `maxDepth requires a nonnegative argument, found: ${show(value)}`);
  const depth = integerOf(value);
  if (depth === null)
    throw new Failure(40102, `maxDepth could not be represented as a long long: ${show(value)}`);
  return depth;
}
