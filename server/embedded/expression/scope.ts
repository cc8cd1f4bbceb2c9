import type { Doc, Value } from '../bson/value.js';

/** What an expression may refer to while it is evaluated: the document, and variables by name. */
export class Scope {
  readonly root: Value;
  readonly variables: ReadonlyMap<string, Value | undefined>;

  constructor(root: Value, variables: ReadonlyMap<string, Value | undefined>) {
    this.root = root;
    this.variables = variables;
  }

  /** The same scope with one variable more, as `$let`, `$map` and their like open it. */
  with(name: string, value: Value | undefined): Scope {
    const variables = new Map(this.variables);
    variables.set(name, value);
    return new Scope(this.root, variables);
  }
}

/** The variables of a command: those of its `let`, and NOW, read once from the clock when the command begins. */
export class Variables {
  readonly values: ReadonlyMap<string, Value | undefined>;
  /** Whether constants among expressions are worked out once, before the first document. */
  readonly folded: boolean;

  constructor(now: Date, given: Iterable<[string, Value | undefined]> = [], folded = true) {
    this.values = new Map<string, Value | undefined>([...given, ['NOW', now]]);
    this.folded = folded;
  }

  /** The same variables, for expressions whose constants are worked out where a document comes to them. */
  unfolded(): Variables {
    return new Variables(this.values.get('NOW') as Date, this.values, false);
  }

  get names(): ReadonlySet<string> {
    return new Set(this.values.keys());
  }

  withRoot(root: Doc): Scope {
    return new Scope(root, this.values);
  }
}
