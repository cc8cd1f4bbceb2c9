import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { mayAccess, roles, type Role } from '../../server/domain/permissions.js';
import { receiptCode } from '../../server/domain/receipt-code.js';
import { routes } from '../../server/http/routes.js';
import { csrfIn, openTestApp, type TestApp } from '../app.js';
import { response } from '../domain/answers-fixture.js';

type Agent = ReturnType<typeof supertest.agent>;
const ward = '00004';
const otherWard = '00008';
let app: TestApp;
let agents: Record<Role, Agent>;
beforeAll(async () => {
  app = await openTestApp();
  agents = {
    administrator: await app.administrator(),
    reviewer: await app.signedIn('reviewer'),
    auditor: await app.signedIn('auditor'),
    official: await app.signedIn('official', ward),
  };
});
afterAll(() => app.close());

const samples: Record<string, string> = {
  ...{ period: '2026-Q3', unit: ward, format: 'html', chart: 'elements', table: 'elements' },
  ...{ questionnaire: 'sipas-2640-2017@1', method: 'pci-2013' },
};
const address = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => samples[name] ?? 'x');

describe('a role', () => {
  const guarded = routes.filter(({ access }) => access !== 'public');

  it.each(roles)('%s is refused exactly what its permissions do not name', async (role) => {
    for (const { method, path, access } of guarded) {
      const { status } = await agents[role][method](address(path)).set('Accept', 'application/json').send();
      const isRefused = status === 403 && !mayAccess(access, role);
      // A post without a form or a token is refused for that, after the role was asked.
      const isLetIn = mayAccess(access, role);
      expect([path, isRefused || isLetIn]).toEqual([path, true]);
    }
  });

  it('shows only the ways that it may go', async () => {
    const links = async (role: Role) => (await agents[role].get('/methods').expect(200)).text;
    expect(await links('administrator')).toContain('href="/accounts"');
    expect(await links('reviewer')).not.toContain('href="/accounts"');
    expect(await links('auditor')).not.toContain('href="/quality"');
    expect(await links('official')).not.toContain('href="/collectors"');
  });
});

describe('an official of a unit', () => {
  it.each([
    '/api/v1/indices?period=2026-Q3&unit=UNIT',
    '/reports/2026-Q3/UNIT.html',
    '/reports?unit=UNIT',
    '/api/v1/trends?last=2026-Q3&count=2&unit=UNIT',
    '/trend?last=2026-Q3&unit=UNIT',
    '/trend/chart.svg?last=2026-Q3&unit=UNIT',
    '/dashboard?period=2026-Q3&unit=UNIT',
    '/dashboard/today?unit=UNIT',
    '/dashboard/tables/elements.csv?period=2026-Q3&unit=UNIT',
    '/dashboard/charts/elements.svg?period=2026-Q3&unit=UNIT',
  ])('gets %s of the own unit and of no other', async (path) => {
    await agents.official.get(path.replace('UNIT', ward)).expect(200);
    for (const other of [otherWard, '01']) await agents.official.get(path.replace('UNIT', other)).expect(403);
    await agents.auditor.get(path.replace('UNIT', otherWard)).expect(200);
  });

  it('gets the own unit where none is named, and finds no other by name', async () => {
    const { body } = await agents.official.get('/api/v1/indices?period=2026-Q3').expect(200);
    expect(body.unit.code).toBe(ward);
    const { text } = await agents.official.get('/dashboard?period=2026-Q3&find=Ngoc').expect(200);
    expect(text).not.toContain(`unit=${otherWard}`);
  });

  it('covers every address that tells numbers of a unit', () => {
    const takesUnit = ({ path, query }: (typeof routes)[number]) =>
      path.includes(':unit') || 'unit' in ((query as { properties?: object } | undefined)?.properties ?? {});
    const paths = routes
      .filter((route) => route.access === 'read' && takesUnit(route))
      .map(({ path }) => path);
    expect(paths.sort()).toEqual([
      '/api/v1/indices',
      '/api/v1/trends',
      '/dashboard',
      '/dashboard/charts/:chart.:format',
      '/dashboard/tables/:table.csv',
      '/dashboard/today',
      '/reports',
      '/reports/:period/:unit.:format',
      '/trend',
      '/trend/chart.svg',
    ]);
  });
});

describe('a decision about quality', () => {
  it('takes two accounts: whoever proposes cannot confirm, a second person can', async () => {
    const id = randomUUID();
    const receivedAt = new Date('2026-09-10T03:00:00Z');
    const criteria = { q1: 5 };
    await app.house.stores.responses.insertMany([
      response({
        ...{ id, receivedAt, receipt: receiptCode(id), answers: criteria, flags: ['too-fast'] },
        questionnaire: { id: 'hn-onestop-short', version: 1 },
      }),
    ]);
    const send = async (role: Role, act: string, more: object = {}) => {
      const token = csrfIn((await agents[role].get('/quality?period=2026-Q3')).text);
      return agents[role]
        .post(`/quality/${act}`)
        .type('form')
        .send({ _csrf: token, period: '2026-Q3', id, ...more });
    };
    const kinds = async () => (await app.house.stores.decisions.about(id)).map(({ kind }) => kind);

    expect((await send('reviewer', 'propose', { kind: 'excluded', reason: 'quá nhanh' })).status).toBe(303);
    expect((await send('reviewer', 'confirm')).status).toBe(403);
    expect(await kinds()).toEqual([]);
    expect((await send('administrator', 'confirm')).status).toBe(303);
    expect(await kinds()).toEqual(['excluded']);
  });
});
