import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../server/http/routes.js';
import { problemCodes } from '../../server/problem.js';
import { openTestApp, type TestApp } from '../app.js';

interface Operation {
  security: object[];
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
let app: TestApp;
let document: { openapi: string; paths: Record<string, Record<string, Operation>> };
beforeAll(async () => {
  app = await openTestApp();
  document = (await app.citizen().get('/api/v1/openapi.json').expect(200)).body;
});
afterAll(() => app.close());

describe('the OpenAPI document', () => {
  it('describes every address of the API, and says which need a sign-in', () => {
    expect(document.openapi).toBe('3.1.0');
    const api = routes.filter(({ path }) => path.startsWith('/api/') || path === '/healthz');
    expect(api.length).toBeGreaterThan(3);
    for (const { path, method, access } of api) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
      expect(operation?.security.length).toBe(access === 'public' ? 0 : 1);
    }
  });

  it('describes the index table as it is answered', async () => {
    const agent = await app.administrator();
    const reply = await agent.get('/api/v1/indices?period=2026-Q3&by=criterion').expect(200);
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const { schema } =
      document.paths['/api/v1/indices']!['get']!.responses['200']!.content!['application/json']!;
    const check = ajv.compile(schema!);
    check(reply.body);
    expect(check.errors).toBeNull();
    expect(reply.body.overall).toMatchObject({ value: null, n: 0, interval: null });
  });

  it('lets every route name only problems that exist, each once', () => {
    for (const { path, problems } of routes) {
      expect([path, problems.filter((code) => !(code in problemCodes))]).toEqual([path, []]);
      expect([path, new Set(problems).size]).toEqual([path, problems.length]);
    }
  });
});
