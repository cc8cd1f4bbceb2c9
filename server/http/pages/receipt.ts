import { Type } from '@sinclair/typebox';
import { Problem } from '../../problem.js';
import type { Services } from '../../services/services.js';
import { page, type Reply } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';

const code = Type.String({ maxLength: 60 });

/** The state of one answer, or the page to enter a code again; `withdrawn` says that it was just taken back. */
async function showState(
  { submissions, catalogue }: Services,
  given: string,
  justWithdrawn = false,
): Promise<Reply> {
  try {
    const { receipt, unitCode, withdrawn } = await submissions.lookUp(given);
    const unit = catalogue.units.get(unitCode)?.name ?? null;
    return page('receipt-state', { receipt, unit, withdrawn, justWithdrawn });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
    return page('receipt', { given, unknown: true }, 404);
  }
}

export const receiptForm = defineRoute({
  method: 'get',
  path: '/receipt',
  summary: 'Where a respondent enters a receipt code',
  access: 'public',
  reply: { 200: 'text/html' },
  problems: [],
  handle: () => page('receipt', { given: '' }),
});

/** Posted, so that the code, which is all one needs to withdraw, stands in no address, history or log. */
export const receiptState = defineRoute({
  method: 'post',
  path: '/receipt',
  summary: 'What became of the answer with this code',
  access: 'public',
  crossSite: true,
  limit: 'lookup',
  form: Type.Object({ code }),
  reply: { 200: 'text/html', 404: 'text/html' },
  problems: ['too-many-requests'],
  handle: ({ body }, services) => showState(services, body.code),
});

export const receiptWithdraw = defineRoute({
  method: 'post',
  path: '/receipt/withdraw',
  summary: 'The respondent takes the answer back: it counts no more',
  access: 'public',
  crossSite: true,
  limit: 'lookup',
  form: Type.Object({ code }),
  reply: { 200: 'text/html' },
  problems: ['not-found', 'too-many-requests'],
  handle: async ({ body }, services) => {
    await services.submissions.withdraw(body.code);
    return showState(services, body.code, true);
  },
});

export const receiptPages: AnyRoute[] = [receiptForm, receiptState, receiptWithdraw];
