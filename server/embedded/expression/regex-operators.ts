import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import { Regex } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { compileCapturing } from '../query/regex.js';
import type { Compile, Expression, Operator } from './expression.js';
import { isNullish } from './truth.js';

/** Named arguments of the `$regexFind` family, compiled. */
function regexParts(
  operand: Value,
  compile: Compile,
  name: string,
): { input: Expression; regex: Expression; options: Expression | null } {
  if (!(operand instanceof Map))
    throw new Failure(51103, `${name} expects an object of named arguments but found: ${typeName(operand)}`);
  for (const key of operand.keys())
    if (!['input', 'regex', 'options'].includes(key))
      throw new Failure(31024, `${name} found an unknown argument: ${key}`);
  if (!operand.has('input')) throw new Failure(31022, `${name} requires 'input' parameter`);
  if (!operand.has('regex')) throw new Failure(31023, `${name} requires 'regex' parameter`);
  return {
    input: compile(operand.get('input')!),
    regex: compile(operand.get('regex')!),
    options: operand.has('options') ? compile(operand.get('options')!) : null,
  };
}

function found(match: RegExpExecArray): Doc {
  return new Map<string, Value>([
    ['match', match[0]],
    ['idx', Array.from(match.input.slice(0, match.index)).length],
    ['captures', match.slice(1).map((capture) => capture ?? null)],
  ]);
}

function regex(kind: 'find' | 'findAll' | 'match'): Operator {
  return (operand, compile, _names, name) => {
    const { input, regex: pattern, options } = regexParts(operand, compile, name);
    const nothing = kind === 'find' ? null : kind === 'match' ? false : [];
    return (scope) => {
      const [text, expression, flags] = [input(scope), pattern(scope), options?.(scope)];
      if (!isNullish(text) && typeof text !== 'string')
        throw new Failure(51104, `${name} needs 'input' to be of type string`);
      if (!isNullish(expression) && typeof expression !== 'string' && !(expression instanceof Regex))
        throw new Failure(51105, `${name} needs 'regex' to be of type string or regex`);
      if (flags !== undefined && !isNullish(flags) && typeof flags !== 'string')
        throw new Failure(51106, `${name} needs 'options' to be of type string`);
      if (isNullish(text) || isNullish(expression)) return nothing;
      if (expression instanceof Regex && typeof flags === 'string' && expression.flags !== '')
        throw new Failure(
          51107,
          `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
        );
      const own = expression instanceof Regex ? expression : new Regex(expression as string, '');
      const compiled = compileCapturing(
        new Regex(own.pattern, typeof flags === 'string' ? flags : own.flags),
      );
      const matches = [...(text as string).matchAll(compiled)] as RegExpExecArray[];
      if (kind === 'match') return matches.length > 0;
      if (kind === 'findAll') return matches.map(found);
      return matches[0] ? found(matches[0]) : null;
    };
  };
}

export const regexOperators: Record<string, Operator> = {
  $regexMatch: regex('match'),
  $regexFind: regex('find'),
  $regexFindAll: regex('findAll'),
};
