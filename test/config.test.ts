import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readConfig, settingNames } from '../server/config.js';

describe('the configuration', () => {
  it('needs nothing: every setting has a default', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      dataDir: './data',
      mongodbUri: null,
      publicUrl: 'http://localhost:3000',
    });
  });

  it('takes an empty setting as unset', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: '' })).toMatchObject({ port: 3000, mongodbUri: null });
  });

  it('names every fault at once', () => {
    const read = () =>
      readConfig({ PORT: 'abc', MONGODB_URI: 'http://x', LOG_LEVEL: 'loud', SMTP_URL: 'smtp://m' });
    expect(read).toThrow(/PORT[\s\S]*MONGODB_URI|MONGODB_URI[\s\S]*PORT/);
    expect(read).toThrow(/LOG_LEVEL must be one of silent, error, warn, info, debug/);
    expect(read).toThrow(/MAIL_FROM is needed beside SMTP_URL/);
  });

  it.each(['65536', '99999'])('refuses port %s', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow(/PORT must be at most 65535/);
  });

  it.each(['https://example.org/', 'example.org', 'https://example.org/base'])(
    'refuses %s as public address, which is an origin without a path',
    (PUBLIC_URL) => {
      expect(() => readConfig({ PUBLIC_URL })).toThrow(/PUBLIC_URL/);
    },
  );

  it('reads several addresses for the report', () => {
    expect(readConfig({ REPORT_TO: 'a@example.org,b@example.org' }).reportTo).toEqual([
      'a@example.org',
      'b@example.org',
    ]);
  });

  it('is described by .env.example, setting by setting', async () => {
    const text = await readFile('.env.example', 'utf8');
    const named = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(named.sort()).toEqual([...settingNames].sort());
  });
});
