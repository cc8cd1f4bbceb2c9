import { Type } from '@sinclair/typebox';
import { languages } from '../../domain/questionnaire.js';
import { created, ok } from '../reply.js';
import { defineRoute } from '../route.js';

/** A moment by the clock of a device, which may be wrong; the server's own clock says when an answer arrived. */
const moment = Type.String({ format: 'date-time', maxLength: 35 });
const answer = Type.Union([
  Type.Integer({ minimum: 1, maximum: 5 }),
  Type.String({ maxLength: 4000 }),
  Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 }),
]);
const itemId = '^[a-z][a-z0-9_]{0,39}$';

export const collectorParams = Type.Object({
  collectorId: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{2,99}$' }),
});
export const procedureCode = Type.String({ pattern: '^[0-9]\\.[0-9]{6}$' });
export const deskName = Type.String({ pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,19}$' });

const body = Type.Object(
  {
    id: Type.String({ format: 'uuid', maxLength: 36 }),
    answers: Type.Record(Type.String({ pattern: itemId }), answer, {
      maxProperties: 200,
      additionalProperties: false,
    }),
    language: Type.Union(languages.map((one) => Type.Literal(one))),
    procedure: Type.Optional(Type.Union([procedureCode, Type.Null()])),
    desk: Type.Optional(Type.Union([deskName, Type.Null()])),
    consent: Type.Object(
      {
        text: Type.String({ pattern: '^[A-Za-z0-9@#:._-]{1,100}$' }),
        givenAt: moment,
        sensitive: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    paradata: Type.Object(
      { startedAt: moment, seconds: Type.Number({ minimum: 0, maximum: 864_000 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

const receipt = Type.Object({
  responseId: Type.String({ format: 'uuid' }),
  code: Type.String({ pattern: '^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$' }),
  receivedAt: Type.String({ format: 'date-time' }),
});

export const submitResponse = defineRoute({
  method: 'post',
  path: '/api/v1/collectors/:collectorId/responses',
  summary: 'Hands in one response; repeating it with the same id stores it once',
  access: 'public',
  limit: 'submission',
  params: collectorParams,
  body,
  reply: { 201: receipt, 200: receipt },
  problems: ['collector-not-found', 'collector-closed', 'answers-do-not-fit', 'response-differs'],
  async handle({ params, body }, { submissions }) {
    const result = await submissions.accept(params.collectorId, {
      ...body,
      procedure: body.procedure ?? null,
      desk: body.desk ?? null,
      consent: {
        text: body.consent.text,
        givenAt: new Date(body.consent.givenAt),
        sensitive: body.consent.sensitive ?? false,
      },
      paradata: { ...body.paradata, startedAt: new Date(body.paradata.startedAt) },
    });
    return result.isNew ? created(result.receipt) : ok(result.receipt);
  },
});
