import type { TextOrder } from '../bson/collation.js';
import type { Doc, Value } from '../bson/value.js';
import type { Variables } from '../expression/scope.js';

/** Documents on their way through a pipeline; null is a place where the work may pause for others. */
export type Flow = Iterable<Doc | null>;

/** One compiled stage. */
export type Stage = (input: Flow) => Flow;

/** What a stage may need beside its operand. */
export interface StageContext {
  readonly variables: Variables;
  readonly database: string;
  /** The order of texts by the command's collation; null compares bytes. */
  readonly text: TextOrder | null;
  /** The documents of another collection of the same database, for `$lookup` and its kin. */
  readonly documents: (collection: string, filter: Doc | null, variables?: Variables) => Flow;
  /** How large that collection is, and whether an index finds every document by a field; null when it is not there. */
  readonly foreign: (
    collection: string,
  ) => { readonly bytes: number; readonly indexed: (field: string) => boolean } | null;
}

export type CompileStage = (operand: Value, context: StageContext) => Stage;

/** A stage that turns each document into another, or drops it with null. */
export function each(change: (document: Doc) => Doc | null): Stage {
  return function* (input) {
    for (const document of input) {
      if (document === null) {
        yield null;
        continue;
      }
      const made = change(document);
      if (made) yield made;
    }
  };
}

/** A stage that needs all its input before it answers; the pauses of the input are passed on. */
export function gathered(answer: (documents: Doc[]) => Iterable<Doc>): Stage {
  return function* (input) {
    const documents: Doc[] = [];
    for (const document of input) {
      if (document === null) yield null;
      else documents.push(document);
    }
    yield* answer(documents);
  };
}

/** The documents of a flow, all of them in memory. */
export function collected(flow: Flow): Doc[] {
  const made: Doc[] = [];
  for (const document of flow) if (document) made.push(document);
  return made;
}
