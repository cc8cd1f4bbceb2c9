import { Type } from '@sinclair/typebox';
import type { Snapshot } from '../../domain/snapshot.js';
import { mayAccess } from '../../domain/permissions.js';
import { created, ok, stream } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import type { Visitor } from '../session.js';
import { periodId, unitCode, methodId } from '../schemas.js';

export const snapshotName = Type.String({
  pattern: '^[0-9][0-9A-Z-]{3,6}\\.[a-z0-9][a-z0-9-]{0,39}\\.[0-9a-f]{16}$',
});
export const snapshotMethod = methodId;
const params = Type.Object({ id: snapshotName });
const dateTime = Type.String({ format: 'date-time' });

const summary = {
  id: Type.String(),
  sha256: Type.String(),
  frozenAt: dateTime,
  publishedAt: Type.Union([dateTime, Type.Null()]),
};
const listed = Type.Object({
  ...summary,
  period: Type.String(),
  unit: Type.String(),
  method: Type.String(),
  responses: Type.Integer(),
  root: Type.String(),
});
/** `content` is the hashed part; its members are those of `SnapshotContent`, and numbers in it are unrounded. */
const whole = Type.Object({ ...summary, content: Type.Object({}, { additionalProperties: true }) });

/** What anybody may know beside the content: accounts stay inside. */
function wholeOf({ id, sha256, content, frozenAt, publishedAt }: Snapshot) {
  return { id, sha256, content, frozenAt, publishedAt };
}

/** Whoever may not review sees what is published. */
function isOutsider({ account }: Visitor): boolean {
  return !mayAccess('review', account?.role ?? null);
}

function listedOf({ id, sha256, content, frozenAt, publishedAt }: Snapshot) {
  const { period, unit, method, responses, tree } = content;
  return {
    id,
    sha256,
    frozenAt,
    publishedAt,
    period: period.id,
    unit: unit.code,
    method: `${method.id}@${method.version}`,
    responses,
    root: tree.root,
  };
}

export const freezeSnapshot = defineRoute({
  method: 'post',
  path: '/api/v1/snapshots',
  summary: 'Freezes the index of a unit in a period with the Merkle tree over its responses',
  access: 'review',
  body: Type.Object(
    { period: periodId, unit: unitCode, method: Type.Optional(snapshotMethod) },
    { additionalProperties: false },
  ),
  reply: { 201: whole },
  problems: [
    'csrf-token-invalid',
    'period-invalid',
    'unit-not-found',
    'method-not-found',
    'nothing-to-freeze',
    'method-not-freezable',
    'unavailable',
  ],
  handle: async ({ body: { period, unit, method }, visitor }, { snapshots }) =>
    created(wholeOf(await snapshots.freeze(period, unit, visitor.account!.id, method))),
});

export const publishSnapshot = defineRoute({
  method: 'post',
  path: '/api/v1/snapshots/:id/publication',
  summary: 'Lets anybody see a snapshot, for good',
  access: 'review',
  params,
  body: Type.Object({}, { additionalProperties: false }),
  reply: { 200: whole },
  problems: ['csrf-token-invalid', 'not-found'],
  async handle({ params: { id }, visitor }, { snapshots }) {
    await snapshots.publish(id, visitor.account!.id);
    return ok(wholeOf(await snapshots.find(id, true)));
  },
});

export const snapshotList = defineRoute({
  method: 'get',
  path: '/api/v1/snapshots',
  summary: 'Published snapshots, newest first; reviewers see the others, too',
  access: 'public',
  reply: { 200: Type.Array(listed) },
  problems: [],
  handle: async ({ visitor }, { snapshots }) => ok((await snapshots.list(isOutsider(visitor))).map(listedOf)),
});

export const snapshotById = defineRoute({
  method: 'get',
  path: '/api/v1/snapshots/:id',
  summary: 'A published snapshot as a whole: what was counted, every index and the root of the tree',
  access: 'public',
  params,
  reply: { 200: whole },
  problems: ['not-found'],
  handle: async ({ params: { id }, visitor }, { snapshots }) =>
    ok(wholeOf(await snapshots.find(id, isOutsider(visitor)))),
});

export const snapshotExport = defineRoute({
  method: 'get',
  path: '/api/v1/snapshots/:id/export.ndjson',
  summary: 'The records of a snapshot, one a line, ended by a line that counts them',
  access: 'export',
  params,
  reply: { 200: 'application/x-ndjson' },
  problems: ['not-found'],
  handle: async ({ params: { id } }, { snapshots }) =>
    stream('application/x-ndjson; charset=utf-8', await snapshots.exportLines(id), {
      'Content-Disposition': `attachment; filename="${id}.ndjson"`,
    }),
});

export const snapshotRoutes: AnyRoute[] = [
  freezeSnapshot,
  publishSnapshot,
  snapshotList,
  snapshotExport,
  snapshotById,
];
