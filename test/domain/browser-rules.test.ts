import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

describe('the rules that pages share with the server', () => {
  it.each(['visibility.ts', 'answers.ts'])(
    'run in a browser: %s bundles without a Node module, in 2 KB',
    async (file) => {
      const { outputFiles } = await build({
        entryPoints: [join(import.meta.dirname, '../../server/domain', file)],
        bundle: true,
        minify: true,
        write: false,
        platform: 'browser',
        format: 'esm',
        logLevel: 'silent',
      });
      expect(outputFiles[0]?.text).not.toMatch(/node:|require\(/);
      expect(outputFiles[0]?.contents.length).toBeLessThan(2048);
    },
  );
});
