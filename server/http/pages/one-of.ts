import { Type } from '@sinclair/typebox';

/** Schema of a text that is one of a few. */
export const oneOf = <Value extends string>(values: readonly Value[]) =>
  Type.Union(values.map((value) => Type.Literal(value)));
