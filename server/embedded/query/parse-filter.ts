import { Failure } from '../failure.js';
import type { TextOrder } from '../bson/collation.js';
import { longOf } from '../bson/number.js';
import { isNumeric } from '../bson/type.js';
import { Regex } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { compileAll, optimizing } from '../expression/constant-failure.js';
import { truthyValue } from '../expression/truth.js';
import type { Variables } from '../expression/scope.js';
import { beside } from './collated.js';
import { isOperators, operatorFilters, refuseOperator } from './field-operators.js';
import { allOf, anyOf, atPath, everything, negation, noneOf } from './filter.js';
import type { Filter } from './filter.js';
import { equality, regexTest } from './operators.js';

/** What an expression inside a filter may refer to: the variables of `let`, and the command's one clock reading. */
export interface FilterContext {
  readonly variables: Variables;
  /** Where `$expr` cannot stand: it has no document in filters of elements, and tells an upsert no values. */
  readonly place?: 'element' | 'operand' | 'upsert';
  /** The order of texts by the command's collation; none compares bytes. */
  readonly text?: TextOrder | null;
}

/**
 * Compiles a filter.
 * @throws Failure 2, 9, 14 with MongoDB's texts for what is malformed; 2 for operators that this engine does not have
 */
export function parseFilter(filter: Doc, context: FilterContext): Filter {
  const conditions = [...filter].filter(([name]) => name !== '$comment');
  const compile = (): Filter[] =>
    compileAll(conditions, ([name, value]) =>
      name.startsWith('$') ? topLevel(name, value, context) : fieldFilter(name, value, context),
    );
  if (conditions.length === 0) return everything;
  // Several conditions are an $and to MongoDB, one is only itself.
  return allOf(conditions.length === 1 ? compile() : optimizing('expression', compile));
}

function topLevel(name: string, value: Value, context: FilterContext): Filter {
  switch (name) {
    case '$and':
      return allOf(branches(name, value, context));
    case '$or':
      return anyOf(branches(name, value, context));
    case '$nor':
      return noneOf(branches(name, value, context));
    case '$expr':
      if (context.place === 'element')
        throw new Failure(2, '$expr can only be applied to the top-level document');
      if (context.place === 'operand') throw new Failure(224, '$expr is not allowed in this context');
      if (context.place === 'upsert')
        throw new Failure(224, '$expr is not allowed in the query predicate for an upsert');
      if (context.text) throw beside('$expr');
      return expressionFilter(value, context);
    case '$ref':
    case '$id':
    case '$db':
      return atPath(name, equality(value, context.text ?? null));
    case '$alwaysTrue':
    case '$alwaysFalse':
      if (!isNumeric(value) || longOf(value) !== 1n)
        throw new Failure(9, `${name} must be an integer value of 1`);
      return name === '$alwaysTrue' ? everything : negation(everything);
    default:
      refuseOperator(name);
      throw new Failure(
        2,
        name === '$not'
          ? 'unknown top level operator: $not. If you are trying to negate an entire expression, use $nor.'
          : `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function expressionFilter(value: Value, context: FilterContext): Filter {
  const expression = optimizing('expression', () => compileExpression(value, context.variables));
  return {
    kind: 'expression',
    fields: null,
    test: (document) => truthyValue(expression(context.variables.withRoot(document))),
  };
}

function branches(name: string, value: Value, context: FilterContext): Filter[] {
  if (!Array.isArray(value)) throw new Failure(2, `${name} must be an array`);
  if (value.length === 0) throw new Failure(2, '$and/$or/$nor must be a nonempty array');
  return optimizing('expression', () =>
    compileAll(value, (branch) => {
      if (!(branch instanceof Map)) throw new Failure(2, '$or/$and/$nor entries need to be full objects');
      return parseFilter(branch, context);
    }),
  );
}

function fieldFilter(path: string, value: Value, context: FilterContext): Filter {
  if (value instanceof Regex) return atPath(path, regexTest(value));
  if (isOperators(value)) return allOf(operatorFilters(value, path, context).map((part) => part(path)));
  return atPath(path, equality(value, context.text ?? null));
}
