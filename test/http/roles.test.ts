import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { mayAccess, roles, type Role } from '../../server/domain/permissions.js';
import { routes } from '../../server/http/routes.js';
import { openTestApp, type TestApp } from '../app.js';

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
      const { body } = await agents[role][method](address(path)).set('Accept', 'application/json').send();
      // A post without a form or a token is refused for that, with another code, after the role was asked.
      const isRefused = (body as { code?: string } | undefined)?.code === 'not-permitted';
      expect([path, isRefused]).toEqual([path, !mayAccess(access, role)]);
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

  it.each(['/dashboard?period=2026-Q3', '/reports'])(
    'is not offered a search on %s when it has one unit',
    async (path) => {
      const searches = async (agent: Agent) =>
        (await agent.get(path).expect(200)).text.includes('name="find"');
      expect(await searches(agents.official)).toBe(false);
      expect(await searches(agents.auditor)).toBe(true);
    },
  );

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
