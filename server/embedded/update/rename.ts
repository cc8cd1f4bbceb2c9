import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import type { Doc, Value } from '../bson/value.js';
import { checkPath } from './check-path.js';
import type { Modifier } from './modifier.js';
import { isArrayFilter } from './path-parts.js';

function idText(document: Doc): string {
  const id = document.get('_id');
  return id === undefined ? 'no id' : `_id: ${show(id)}`;
}

/** What stands at the source, which may lie neither below a scalar nor in an array; undefined when nothing does. */
function sourceValue(document: Doc, path: string, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = document;
  let array: string | null = null;
  for (const [at, part] of parts.entries()) {
    const above = parts[at - 1]!;
    if (value === undefined) return undefined;
    if (value instanceof Map) value = value.get(part);
    else if (Array.isArray(value) && /^\d+$/.test(part)) {
      array ??= above;
      value = value[Number(part)];
    } else
      throw new Failure(
        28,
        `cannot use the part (${above} of ${path}) to traverse the element ({${above}: ${show(value)}})`,
      );
  }
  if (value !== undefined && array !== null)
    throw new Failure(
      2,
      `The source field cannot be an array element, '${path}' in doc with ${idText(document)} has an array field called '${array}'`,
    );
  return value;
}

function checkTarget(document: Doc, path: string, parts: readonly string[]): void {
  let parent: Value | undefined = document;
  for (const part of parts.slice(0, -1)) {
    parent = parent instanceof Map ? parent.get(part) : undefined;
    if (Array.isArray(parent))
      throw new Failure(
        2,
        `The destination field cannot be an array element, '${path}' in doc with ${idText(document)} has an array field called '${part}'`,
      );
  }
}

/**
 * `$rename` is a removal at one path and a set at the other, tied by what stood at the first before the update; where nothing
 * stood, neither is done.
 * @throws Failure 2, 56 for paths that cannot be renamed in any document; its modifiers throw 2, 28, 66
 */
export function rename(from: string, to: Value): Modifier[] {
  const source = checkPath(from);
  if (typeof to !== 'string')
    throw new Failure(2, `The 'to' field for $rename must be a string: ${from}: ${show(to)}`);
  const target = checkPath(to);
  if (from === to)
    throw new Failure(2, `The source and target field for $rename must differ: ${from}: "${to}"`);
  if (to.startsWith(`${from}.`) || from.startsWith(`${to}.`))
    throw new Failure(
      2,
      `The source and target field for $rename must not be on the same path: ${from}: "${to}"`,
    );
  for (const [side, path, parts] of [
    ['source', from, source],
    ['destination', to, target],
  ] as const)
    if (parts.some((part) => part === '$' || isArrayFilter(part)))
      throw new Failure(2, `The ${side} field for $rename may not be dynamic: ${path}`);
  const half = { operator: '$rename', onInsertOnly: false };
  const applies = (document: Doc): boolean => sourceValue(document, from, source) !== undefined;
  return [
    { ...half, path: from, parts: source, creates: false, applies, apply: () => undefined },
    {
      ...half,
      path: to,
      parts: target,
      creates: true,
      applies,
      apply: (_current, { document }) => {
        checkTarget(document, to, target);
        // Even a value that is the same: a renamed field always writes.
        if (to === '_id' && document.has('_id'))
          throw new Failure(
            66,
            "Performing an update on the path '_id' would modify the immutable field '_id'",
          );
        return sourceValue(document, from, source);
      },
    },
  ];
}
