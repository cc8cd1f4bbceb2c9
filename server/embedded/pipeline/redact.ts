import { Failure } from '../failure.js';
import { showValue } from '../bson/show-value.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import type { Expression } from '../expression/expression.js';
import { Scope } from '../expression/scope.js';
import type { Variables } from '../expression/scope.js';
import { each } from './stage.js';
import type { CompileStage } from './stage.js';

function redacted(document: Doc, decide: Expression, variables: Variables): Doc | null {
  const verdict = decide(new Scope(document, variables.values));
  if (verdict === 'PRUNE') return null;
  if (verdict === 'KEEP') return document;
  if (verdict !== 'DESCEND')
    throw new Failure(
      17053,
      `$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned ${verdict === undefined ? 'MISSING' : showValue(verdict)}`,
    );
  const made: Doc = new Map();
  for (const [name, value] of document) {
    const inner = descended(value, decide, variables);
    if (inner !== undefined) made.set(name, inner);
  }
  return made;
}

function descended(value: Value, decide: Expression, variables: Variables): Value | undefined {
  if (value instanceof Map) return redacted(value, decide, variables) ?? undefined;
  if (!Array.isArray(value)) return value;
  return value.flatMap((item) => {
    const inner = descended(item, decide, variables);
    return inner === undefined ? [] : [inner];
  });
}

/** `$redact`: keeps, prunes or descends, document by document. */
export const redact: CompileStage = (operand, { variables }) => {
  const decide = compileExpression(operand, variables);
  return each((document) => redacted(document, decide, variables));
};
