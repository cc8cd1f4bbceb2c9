import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The import table of server/ARCHITECTURE.md: what each folder must not reach for. */
const forbidden = {
  satisfaction: ['../**', 'express', 'mongoose', 'node:*'],
  domain: [
    '../services/**',
    '../store/**',
    '../render/**',
    '../http/**',
    '../embedded/**',
    'express',
    'mongoose',
  ],
  services: ['../http/**', '../embedded/**', 'express', 'mongoose'],
  store: ['../services/**', '../render/**', '../http/**', '../embedded/**', '../satisfaction/**', 'express'],
  embedded: [
    '../satisfaction/**',
    '../domain/**',
    '../services/**',
    '../store/**',
    '../render/**',
    '../http/**',
    '../problem.js',
    'mongoose',
    'express',
  ],
  render: ['../services/**', '../store/**', '../http/**', '../embedded/**', 'express', 'mongoose'],
  http: ['../store/**', '../../store/**', '../embedded/**', 'mongoose'],
  jobs: ['../store/**', '../http/**', '../embedded/**', 'express', 'mongoose'],
};

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
  ...Object.entries(forbidden).map(([folder, group]) => ({
    files: [`server/${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group,
              allowTypeImports: ['services', 'http', 'jobs'].includes(folder),
              message: 'See the import table in server/ARCHITECTURE.md.',
            },
          ],
        },
      ],
    },
  })),
);
