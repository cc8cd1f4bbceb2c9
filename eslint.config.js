import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const folder = (name) => `(^|/)${name}/`;
const library = (name) => `^${name}(/|$)`;
const [satisfaction, domain, services, store, embedded, render, http, jobs] = [
  'satisfaction',
  'domain',
  'services',
  'store',
  'embedded',
  'render',
  'http',
  'jobs',
].map(folder);
const [express, mongoose, node] = [library('express'), library('mongoose'), '^node:'];

/** The import table of server/ARCHITECTURE.md: what each folder must not reach for at all, and of what it may name types only. */
const table = {
  satisfaction: { never: ['^\\.\\./', express, mongoose, node], types: [] },
  domain: { never: [services, store, embedded, render, http, jobs, express, mongoose], types: [] },
  services: { never: [embedded, http, jobs, express, mongoose], types: [store, render] },
  store: { never: [satisfaction, services, embedded, render, http, jobs, express], types: [] },
  embedded: {
    never: [satisfaction, domain, services, store, render, http, jobs, '/problem\\.js$', express, mongoose],
    types: [],
  },
  render: { never: [services, store, embedded, http, jobs, express, mongoose], types: [satisfaction] },
  http: { never: [store, embedded, jobs, mongoose], types: [render, satisfaction] },
  jobs: { never: [embedded, http, express, mongoose], types: [store, render] },
};
const message = 'See the import table in server/ARCHITECTURE.md.';

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['templates/scripts/**'],
    languageOptions: { globals: { window: 'readonly', document: 'readonly' } },
  },
  ...Object.entries(table).map(([name, { never, types }]) => ({
    files: [`server/${name}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...never.map((regex) => ({ regex, message })),
            ...types.map((regex) => ({ regex, message, allowTypeImports: true })),
          ],
        },
      ],
    },
  })),
);
