import { Type } from '@sinclair/typebox';
import { Problem } from '../../problem.js';
import { ok } from '../reply.js';
import { defineRoute } from '../route.js';

export const health = defineRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the server and its database answer',
  access: 'public',
  reply: { 200: Type.Object({ status: Type.Literal('ok') }) },
  problems: ['unavailable'],
  async handle(_request, { isReachable }) {
    if (!(await isReachable())) throw new Problem('unavailable');
    return ok({ status: 'ok' });
  },
});
