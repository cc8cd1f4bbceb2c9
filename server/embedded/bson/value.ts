/**
 * Values as the engine holds them. A document is a `Map`, because a plain object reorders keys that look like numbers.
 * int32 is a plain integer; a double is a plain number unless it is integral and fits int32, then it is a `Double`; so the
 * type of every number is kept without wrapping each. int64 is a bigint. JavaScript's `undefined` means "no such field".
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Double
  | ObjectId
  | Binary
  | Regex
  | Timestamp
  | Decimal128
  | Code
  | CodeWithScope
  | DbPointer
  | SymbolValue
  | Special
  | Value[]
  | Doc;

export type Doc = Map<string, Value>;

/** A double whose value an int32 could hold as well. */
export class Double {
  declare private readonly brand: 'Double';
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class ObjectId {
  declare private readonly brand: 'ObjectId';
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  hex(): string {
    return Buffer.from(this.bytes).toString('hex');
  }
}

export class Binary {
  declare private readonly brand: 'Binary';
  readonly subtype: number;
  readonly bytes: Uint8Array;
  constructor(subtype: number, bytes: Uint8Array) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
}

export class Regex {
  declare private readonly brand: 'Regex';
  readonly pattern: string;
  readonly flags: string;
  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags;
  }
}

export class Timestamp {
  declare private readonly brand: 'Timestamp';
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** 16 bytes, little endian, as on the wire. */
export class Decimal128 {
  declare private readonly brand: 'Decimal128';
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class Code {
  declare private readonly brand: 'Code';
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

export class CodeWithScope {
  declare private readonly brand: 'CodeWithScope';
  readonly code: string;
  readonly scope: Doc;
  constructor(code: string, scope: Doc) {
    this.code = code;
    this.scope = scope;
  }
}

export class DbPointer {
  declare private readonly brand: 'DbPointer';
  readonly namespace: string;
  readonly bytes: Uint8Array;
  constructor(namespace: string, bytes: Uint8Array) {
    this.namespace = namespace;
    this.bytes = bytes;
  }
}

export class SymbolValue {
  declare private readonly brand: 'SymbolValue';
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The three values that carry nothing but their type. */
export class Special {
  declare private readonly brand: 'Special';
  readonly name: 'minKey' | 'maxKey' | 'undefined';
  constructor(name: 'minKey' | 'maxKey' | 'undefined') {
    this.name = name;
  }
}

export const minKey = new Special('minKey');
export const maxKey = new Special('maxKey');
/** BSON's deprecated type 6, which is not the same as a missing field. */
export const bsonUndefined = new Special('undefined');

const int32Min = -0x80000000;
const int32Max = 0x7fffffff;

/** Whether a plain number stands for an int32 rather than for a double. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= int32Min && value <= int32Max && !Object.is(value, -0);
}

/** A double in the engine's form. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** A document from pairs, for replies and tests. */
export function doc(entries: Record<string, Value | undefined>): Doc {
  const made: Doc = new Map();
  for (const [name, value] of Object.entries(entries)) if (value !== undefined) made.set(name, value);
  return made;
}

/** A deep copy of containers; leaves are immutable and shared. */
export function copy<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => copy(item)) as Value as T;
  if (value instanceof Map) {
    const made: Doc = new Map();
    for (const [name, item] of value as Doc) made.set(name, copy(item));
    return made as T;
  }
  return value;
}
