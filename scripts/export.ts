/** `npm run export -- --period 2026-Q3 --questionnaire ID[@VERSION] [--out FILE]`: raw responses as CSV. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readExportOptions, versionOf } from './export/options.js';
import { withHouse } from './open-house.js';

await withHouse(
  () => readExportOptions(process.argv.slice(2)),
  async ({ services }, { period, questionnaire, out }) => {
    const version = versionOf(questionnaire, services.catalogue.questionnaires.values());
    const lines = Readable.from(await services.exports.responsesCsv(period, version));
    if (out === null) await pipeline(lines, process.stdout, { end: false });
    else await pipeline(lines, createWriteStream(out));
  },
);
