/** Schemas that several routes take or answer. */
import { Type, type TSchema } from '@sinclair/typebox';

export const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
export const textSchema = Type.Object({ vi: Type.String(), en: Type.String() });
const interval = Type.Object({ low: Type.Number(), high: Type.Number() });
export const figureSchema = Type.Object({
  value: nullable(Type.Number()),
  n: Type.Integer(),
  interval: nullable(interval),
  display: Type.Union(['shown', 'few', 'suppressed', 'none'].map((word) => Type.Literal(word))),
});
/** From how many answers on a method shows a number, and from how many without a warning. */
export const displaySchema = Type.Object({ suppressBelow: Type.Integer(), warnBelow: Type.Integer() });
export const sourceSchema = Type.Union([Type.Literal('self-selected'), Type.Literal('random-sample')]);
export const changeSchema = Type.Object({
  value: Type.Number(),
  interval: nullable(interval),
  significant: Type.Boolean(),
});

export const periodId = Type.String({ pattern: '^[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$' });
export const unitCode = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
export const methodId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{2,59}(@[1-9][0-9]{0,3})?$',
  description: 'Id of a method, or one version of it as id@version',
});
