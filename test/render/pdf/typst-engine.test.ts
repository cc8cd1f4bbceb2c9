import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTypstEngine, type TypstEngine } from '../../../server/render/pdf/typst-engine.js';

const letter = {
  template: '#set document(title: json("/document.json").title)\n#set text(font: "Tinos", lang: "vi")\nThử',
  files: { '/document.json': '{"title":"Thử"}' },
};
const isPdf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.slice(0, 5)) === '%PDF-';

/** Milliseconds for a test on a busy machine; alone, each takes about two seconds. */
const PATIENCE = 120_000;

describe('the PDF engine', () => {
  let engine: TypstEngine;
  beforeAll(async () => {
    engine = await startTypstEngine({ documentsPerThread: 3, timeLimit: 3_000 });
  }, PATIENCE);
  afterAll(() => engine.close());

  it(
    'answers jobs that come together, over a change of threads',
    async () => {
      const documents = await Promise.all([letter, letter, letter, letter].map((job) => engine.pdf(job)));
      expect(documents.map(isPdf)).toEqual([true, true, true, true]);
    },
    PATIENCE,
  );

  it(
    'says why a document cannot be set, and sets the next one',
    async () => {
      await expect(engine.pdf({ ...letter, template: '#unknown()' })).rejects.toThrow(/unknown variable/);
      expect(isPdf(await engine.pdf(letter))).toBe(true);
    },
    PATIENCE,
  );

  it(
    'reads nothing that the job did not bring, nor what an earlier one brought',
    async () => {
      const reading = (path: string) => ({ template: `#read("${path}")`, files: {} });
      await engine.pdf({ ...letter, files: { ...letter.files, '/secret.txt': 'x' } });
      await expect(engine.pdf(reading('/secret.txt'))).rejects.toThrow(/could not be set/);
      await expect(engine.pdf(reading('/etc/passwd'))).rejects.toThrow(/could not be set/);
    },
    PATIENCE,
  );

  it(
    'ends a document that takes too long, and sets the next one',
    async () => {
      const endless = {
        template: '#for i in range(100000) { for j in range(100000) { let k = j } }',
        files: {},
      };
      const [slow, next] = await Promise.allSettled([engine.pdf(endless), engine.pdf(letter)]);
      expect(slow).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('longer than') },
      });
      expect(next).toMatchObject({ status: 'fulfilled' });
    },
    PATIENCE,
  );

  it(
    'refuses work after it was closed',
    async () => {
      const other = await startTypstEngine();
      await other.close();
      await expect(other.pdf(letter)).rejects.toThrow('closed');
    },
    PATIENCE,
  );
});
