import { Failure } from '../failure.js';
import { equalValues } from '../bson/compare.js';
import { show, showDoc } from '../bson/show.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { writeDocument } from '../bson/write.js';
import { checkId } from '../storage/check-id.js';
import { checkCollatedUpdate } from '../query/collated.js';
import { parseFilter } from '../query/parse-filter.js';
import type { FilterContext } from '../query/parse-filter.js';
import { compileUpdatePipeline } from '../pipeline/update-pipeline.js';
import { applyModifiers } from './apply.js';
import { checkDollarField } from './dollar-fields.js';
import type { Modifier } from './modifier.js';
import { parseUpdate } from './parse-update.js';
import { isArrayFilter } from './path-parts.js';

/** A compiled update: operators, a whole new document, or a pipeline. */
export type Update =
  | {
      readonly kind: 'modifiers';
      readonly modifiers: readonly Modifier[];
      readonly filters: ReadonlyMap<string, (element: Value) => boolean>;
    }
  | { readonly kind: 'replacement'; readonly document: Doc }
  | { readonly kind: 'pipeline'; readonly run: (document: Doc) => Doc };

function arrayFilters(
  given: readonly Value[],
  context: FilterContext,
): Map<string, (element: Value) => boolean> {
  const made = new Map<string, (element: Value) => boolean>();
  for (const filter of given) {
    if (!(filter instanceof Map))
      throw new Failure(14, `arrayFilters has to be an array of objects, not ${typeName(filter)}`);
    const names = topNames(filter);
    if (names.size === 0)
      throw new Failure(9, 'Cannot use an expression without a top-level field name in arrayFilters');
    const [name, second] = [...names];
    if (second !== undefined)
      throw new Failure(
        9,
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${second}'`,
      );
    if (!/^[a-z][A-Za-z0-9]*$/.test(name!))
      throw new Failure(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (made.has(name!))
      throw new Failure(9, `Found multiple array filters with the same top-level field name ${name}`);
    const compiled = inArrayFilter(() => parseFilter(filter, { ...context, place: 'operand' }));
    made.set(name!, (element) => compiled.test(new Map([[name!, element]])));
  }
  return made;
}

function inArrayFilter<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.code, `Error parsing array filter :: caused by :: ${error.message}`);
  }
}

function topNames(filter: Doc): Set<string> {
  const names = new Set<string>();
  for (const [name, value] of filter) {
    if (!name.startsWith('$')) names.add(name.split('.')[0]!);
    else if (Array.isArray(value))
      for (const part of value) if (part instanceof Map) for (const inner of topNames(part)) names.add(inner);
  }
  return names;
}

function checkIdentifiers(
  update: Doc,
  modifiers: readonly Modifier[],
  filters: ReadonlyMap<string, unknown>,
): void {
  const used = new Set<string>();
  for (const { path, parts } of modifiers)
    for (const part of parts) {
      const name = isArrayFilter(part) ? part.slice(2, -1) : '';
      if (name === '') continue;
      if (!filters.has(name))
        throw new Failure(2, `No array filter found for identifier '${name}' in path '${path}'`);
      used.add(name);
    }
  for (const name of filters.keys())
    if (!used.has(name))
      throw new Failure(
        9,
        `The array filter for identifier '${name}' was not used in the update ${showDoc(update)}`,
      );
}

/** @throws Failure 9 for an update that is neither a document nor a pipeline */
export function checkUpdateKind(update: Value): asserts update is Doc | Value[] {
  if (!(update instanceof Map) && !Array.isArray(update))
    throw new Failure(9, 'Update argument must be either an object or an array');
}

/**
 * Compiles an update document or pipeline.
 * @throws Failure as parseUpdate does, and 9 for array filters that do not fit
 */
export function compileUpdate(
  update: Value,
  filters: readonly Value[] | null,
  context: FilterContext,
): Update {
  checkUpdateKind(update);
  if (context.text) checkCollatedUpdate(update);
  if (Array.isArray(update)) {
    if (filters && filters.length > 0)
      throw new Failure(9, 'arrayFilters may not be specified for pipeline-syle updates');
    return { kind: 'pipeline', run: compileUpdatePipeline(update, context) };
  }
  const compiled = arrayFilters(filters ?? [], context);
  const first = update.keys().next().value;
  // To a replacement array filters must be well-formed, no more.
  if (!first?.startsWith('$')) return { kind: 'replacement', document: update };
  const modifiers = parseUpdate(update, context);
  checkIdentifiers(update, modifiers, compiled);
  return { kind: 'modifiers', modifiers, filters: compiled };
}

function withId(document: Doc, id: Value | undefined): Doc {
  if (id === undefined) return document;
  const made: Doc = new Map([['_id', id]]);
  for (const [name, value] of document) if (name !== '_id') made.set(name, value);
  return made;
}

/** @throws Failure 52 or 55 for what a replacement may not write to the top of a document that it changes */
function checkDollars(made: Doc, document: Doc): void {
  const dollars = [...made.keys()].filter((name) => name.startsWith('$'));
  if (dollars.length === 0 || writeDocument(made).equals(writeDocument(document))) return;
  for (const name of dollars) checkDollarField(made, name);
}

/** @throws Failure 54 for an array as `_id`, 66 unless it is equal to the one before */
function checkSameId(id: Value, before: Value | undefined): void {
  if (Array.isArray(id))
    throw new Failure(
      54,
      "After applying the update to the document, the (immutable) field '_id' was found to be an array or array descendant.",
    );
  if (before !== undefined && !equalValues(id, before))
    throw new Failure(
      66,
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(id)}`,
    );
}

/**
 * The document after an update; the given one stays as it is.
 * @param matched index that the positional `$` stands for
 * @throws Failure 66 when `_id` would change, 52 to 55 for what cannot be stored, and whatever operators and stages throw
 */
export function applyUpdate(
  update: Update,
  document: Doc,
  matched: number | null,
  now: Date,
  inserting = false,
): Doc {
  const id = document.get('_id');
  if (update.kind === 'modifiers') {
    const positions = { matched, filters: update.filters };
    return withId(applyModifiers(document, update.modifiers, positions, now, inserting), id);
  }
  const after = update.kind === 'pipeline' ? update.run(document) : update.document;
  const fresh = after.get('_id');
  // An equal number of another type takes the place of the one that was there.
  const made = withId(after, fresh ?? id);
  // What an upsert makes may have any names at its top, and its _id is checked as that of an insert.
  if (!inserting) {
    if (fresh !== undefined) checkId(fresh);
    if (update.kind === 'replacement') checkDollars(made, document);
  }
  if (fresh !== undefined) checkSameId(fresh, id);
  return made;
}
