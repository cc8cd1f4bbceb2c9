import { Type } from '@sinclair/typebox';
import { parsePeriod } from '../../domain/period.js';
import type { Snapshot } from '../../domain/snapshot.js';
import { Problem } from '../../problem.js';
import { file, page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { receiptInput } from '../routes/receipt-proofs.js';
import { snapshotName } from '../routes/snapshots.js';

/** A published number as the page names it. */
function numberView({ id, content, publishedAt }: Snapshot) {
  const { period, unit, index, responses, tree, method } = content;
  return {
    id,
    period: parsePeriod(period.id).label,
    unit: unit.name,
    overall: index.overall,
    method: method.title,
    responses,
    root: tree.root,
    publishedAt,
  };
}

export const verifyPage = defineRoute({
  method: 'get',
  path: '/results/verify',
  summary: 'Published numbers, and where a respondent asks whether an answer is in them',
  access: 'public',
  reply: { 200: 'text/html' },
  problems: [],
  handle: async (_request, { snapshots }) =>
    page('verify', { given: '', published: (await snapshots.list(true)).map(numberView) }),
});

/** Posted, so that the code stands in no address, history or log. Shows no answer. */
export const verifyReceipt = defineRoute({
  method: 'post',
  path: '/results/verify',
  summary: 'Whether the answer with this code is in published numbers, with the proof',
  access: 'public',
  crossSite: true,
  limit: 'lookup',
  form: Type.Object({ code: receiptInput }),
  reply: { 200: 'text/html', 404: 'text/html' },
  problems: ['too-many-requests'],
  async handle({ body: { code } }, { snapshots }) {
    try {
      const { included, absent } = await snapshots.proofsFor(code);
      return page('verify-result', {
        code,
        included: included.map(({ snapshot, proof }) => ({
          ...numberView(snapshot),
          place: proof.index + 1,
          size: proof.size,
          leaf: proof.leaf,
          path: proof.path,
        })),
        absent: absent.map(numberView),
        none: included.length + absent.length === 0,
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
      const published = (await snapshots.list(true)).map(numberView);
      return page('verify', { given: code, unknown: true, published }, 404);
    }
  },
});

export const downloadProof = defineRoute({
  method: 'post',
  path: '/results/verify/proof',
  summary: 'The proof that an answer is in one published number, as a file',
  access: 'public',
  crossSite: true,
  limit: 'lookup',
  form: Type.Object({ code: receiptInput, snapshot: snapshotName }),
  reply: { 200: 'application/json' },
  problems: ['not-found', 'too-many-requests'],
  async handle({ body: { code, snapshot } }, { snapshots }) {
    const { included } = await snapshots.proofsFor(code);
    const found = included.find(({ proof }) => proof.snapshot === snapshot);
    if (!found) throw new Problem('not-found');
    return file('application/json', `${JSON.stringify(found.proof, null, 2)}\n`, {
      'Content-Disposition': `attachment; filename="proof-${snapshot}.json"`,
    });
  },
});

export const verifyPages: AnyRoute[] = [verifyPage, verifyReceipt, downloadProof];
