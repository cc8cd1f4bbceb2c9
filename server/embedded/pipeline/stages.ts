import { Failure } from '../failure.js';
import { showValue } from '../bson/show-value.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { ConstantFailure } from '../expression/constant-failure.js';
import { compileProjection } from '../query/projection.js';
import { parseFilter } from '../query/parse-filter.js';
import { compareSortKeys, sortKey, sortPattern } from '../query/sort.js';
import { addFields, unsetFields } from './add-fields.js';
import { bucket, bucketAuto } from './bucket-stages.js';
import { group } from './group.js';
import { facet } from './facet.js';
import { graphLookup } from './graph-lookup.js';
import { lookup } from './lookup.js';
import { unionWith } from './union-with.js';
import { redact } from './redact.js';
import { each } from './stage.js';
import type { CompileStage } from './stage.js';

import { count, limit, sample, skip } from './counting-stages.js';
import { unwind } from './unwind.js';

const match: CompileStage = (operand, { variables, text }) => {
  if (!(operand instanceof Map))
    throw new Failure(15959, 'the match filter must be an expression in an object');
  const filter = parseFilter(operand, { variables, text });
  return each((document) => (filter.test(document) ? document : null));
};

/** Says which stage a wrong specification stands in, as MongoDB does. */
function invalid<T>(stage: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (
      !(error instanceof Failure) ||
      error instanceof ConstantFailure ||
      /^(?:Invalid \$|\$unset spec|\S+ specification stage)/.test(error.message)
    )
      throw error;
    throw new Failure(error.code, `Invalid ${stage} :: caused by :: ${error.message}`);
  }
}

const sort: CompileStage = (operand, { text }) => {
  if (!(operand instanceof Map)) throw new Failure(15973, 'the $sort key specification must be an object');
  if (operand.size === 0) throw new Failure(15976, '$sort stage must have at least one sort key');
  const pattern = sortPattern(operand);
  return function* (input) {
    const keyed: { key: Value[]; document: Doc }[] = [];
    for (const document of input) {
      if (document === null) yield null;
      else keyed.push({ key: sortKey(document, pattern, text), document });
    }
    keyed.sort((a, b) => compareSortKeys(a.key, b.key, pattern, text));
    for (const { document } of keyed) yield document;
  };
};

const project: CompileStage = (operand, { variables }) => {
  if (!(operand instanceof Map)) throw new Failure(15969, '$project specification must be an object');
  if (operand.size === 0)
    throw new Failure(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const projection = invalid('$project', () => compileProjection(operand, variables, null));
  return each((document) => projection(document, null));
};

const replaceRoot =
  (name: string): CompileStage =>
  (operand, { variables }) => {
    let given: Value | undefined = operand;
    if (name === '$replaceRoot') {
      if (!(operand instanceof Map))
        throw new Failure(
          40229,
          `expected an object as specification for $replaceRoot stage, got ${typeName(operand)}`,
        );
      for (const key of operand.keys())
        if (key !== 'newRoot')
          throw new Failure(40415, `BSON field '$replaceRoot.${key}' is an unknown field.`);
      given = operand.get('newRoot');
      if (given === undefined) throw new Failure(40231, 'no newRoot specified for the $replaceRoot stage');
    }
    const expression = compileExpression(given!, variables);
    return each((document) => {
      const made = expression(variables.withRoot(document));
      if (!(made instanceof Map))
        throw new Failure(
          40228,
          `${name === '$replaceRoot' ? "'newRoot'" : "'replacement document'"} expression must evaluate to an object, but resulting value was: ${made === undefined ? 'MISSING' : showValue(made)}. Type of resulting value: '${typeName(made)}'. Input document: ${showValue(document)}`,
        );
      return made;
    });
  };

const sortByCount: CompileStage = (operand, context) => {
  const fine =
    (typeof operand === 'string' && operand.startsWith('$')) ||
    (operand instanceof Map && operand.keys().next().value?.startsWith('$'));
  if (!fine)
    throw new Failure(
      40149,
      'the sortByCount field must be defined as a $-prefixed path or an expression object',
    );
  const grouped = group(
    new Map<string, Value>([
      ['_id', operand],
      ['count', new Map([['$sum', 1]])],
    ]),
    context,
  );
  const ordered = sort(new Map([['count', -1]]), context);
  return (input) => ordered(grouped(input));
};

const documents: CompileStage = (operand, { variables }) => {
  const expression = compileExpression(operand, variables);
  return function* () {
    const made = expression(variables.withRoot(new Map()));
    if (!Array.isArray(made)) throw new Failure(5858203, 'an array is expected');
    for (const document of made) {
      if (!(document instanceof Map))
        throw new Failure(40228, '$documents must evaluate to an array of objects');
      yield document;
    }
  };
};

/** A stage that tells of the engine itself and has been taken off where it stood first. */
const onlyFirst = (name: string): CompileStage => {
  return () => {
    throw new Failure(40602, `${name} is only valid as the first stage in a pipeline.`);
  };
};

/** Every pipeline stage this engine has. One that is not here is refused by name. */
export const stages = (): Readonly<Record<string, CompileStage>> => ({
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $project: project,
  $count: count,
  $unwind: unwind,
  $group: group,
  $addFields: (operand, { variables }) =>
    each(invalid('$addFields', () => addFields(operand, variables, '$addFields'))),
  $set: (operand, { variables }) => each(invalid('$set', () => addFields(operand, variables, '$set'))),
  $unset: (operand) => each(invalid('$unset', () => unsetFields(operand))),
  $replaceRoot: replaceRoot('$replaceRoot'),
  $replaceWith: replaceRoot('$replaceWith'),
  $sortByCount: sortByCount,
  $sample: sample,
  $lookup: lookup,
  $unionWith: unionWith,
  $facet: facet,
  $graphLookup: graphLookup,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $redact: redact,
  $documents: documents,
  $collStats: onlyFirst('$collStats'),
  $indexStats: onlyFirst('$indexStats'),
});
