import { Type } from '@sinclair/typebox';
import { ok } from '../reply.js';
import { defineRoute } from '../route.js';

export const receiptInput = Type.String({ maxLength: 60 });

const proof = Type.Object({
  snapshot: Type.String(),
  algorithm: Type.String(),
  leaf: Type.String(),
  index: Type.Integer(),
  size: Type.Integer(),
  path: Type.Array(Type.String()),
  root: Type.String(),
});

/** Posted, so that the code stands in no address or log. */
export const receiptProofs = defineRoute({
  method: 'post',
  path: '/api/v1/receipts/proofs',
  summary: 'Proofs that the answer with this receipt code is in published numbers; no answer is shown',
  access: 'public',
  limit: 'lookup',
  body: Type.Object({ code: receiptInput }, { additionalProperties: false }),
  reply: {
    200: Type.Object({ included: Type.Array(proof), absent: Type.Array(Type.String()) }),
  },
  problems: ['not-found'],
  async handle({ body: { code } }, { snapshots }) {
    const { included, absent } = await snapshots.proofsFor(code);
    return ok({ included: included.map((each) => each.proof), absent: absent.map(({ id }) => id) });
  },
});
