import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { pathParts, valueAt } from '../expression/field-path.js';
import { parseFilter } from '../query/parse-filter.js';
import { setPath } from './add-fields.js';
import type { CompileStage } from './stage.js';
import { collected } from './stage.js';
import { byField } from './by-field.js';

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
  const depthLimit = operand.get('maxDepth');
  const most = depthLimit === undefined ? Infinity : isNumeric(depthLimit) ? integerOf(depthLimit) : null;
  if (most === null)
    throw new Failure(40100, `maxDepth requires a numeric argument, found type: ${typeName(depthLimit)}`);
  if (most < 0) throw new Failure(40101, `maxDepth requires a nonnegative argument, found: ${most}`);
  const restriction = operand.get('restrictSearchWithMatch');
  const filter = restriction instanceof Map ? parseFilter(restriction, context) : null;
  const start = compileExpression(operand.get('startWith')!, context.variables);
  const [fromField, toField] = [
    (operand.get('connectFromField') as string).split('.'),
    operand.get('connectToField') as string,
  ];
  const target = pathParts(operand.get('as') as string);
  const depthField = operand.get('depthField') as string | undefined;
  return function* (input) {
    let find: ((value: Value | undefined) => Doc[]) | null = null;
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      find ??= byField(
        collected(context.documents(operand.get('from') as string, null)).filter(
          (one) => !filter || filter.test(one),
        ),
        toField,
      );
      const reached = new Map<Doc, number>();
      let frontier: (Value | undefined)[] = [start(context.variables.withRoot(document))];
      for (let depth = 0; frontier.length > 0 && depth <= most; depth++) {
        const fresh = frontier
          .flatMap((value) => (value === undefined ? [] : find!(value)))
          .filter((one) => !reached.has(one));
        for (const one of fresh) reached.set(one, depth);
        frontier = [...new Set(fresh)].map((one) => valueAt(one, fromField));
      }
      const results = [...reached].map(([one, depth]) =>
        depthField === undefined ? one : setPath(one, pathParts(depthField), BigInt(depth)),
      );
      yield setPath(document, target, results);
    }
  };
};
