/** `npm run backup -- [FILE]`: everything in the database as one checked file, while the server goes on working. */
import { parseArgs } from 'node:util';
import { writeArchiveFile } from '../server/store/archive-file.js';
import { openDatabase } from '../server/database.js';
import { configFromEnvironment } from '../server/environment.js';
import { archiveLines } from '../server/store/archive.js';

const { positionals } = parseArgs({ allowPositionals: true });
const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
const file = positionals[0] ?? `hai-long-${stamp}.ndjson.gz`;
const database = await openDatabase(configFromEnvironment(), 'shared');
try {
  await writeArchiveFile(file, archiveLines(database.connection, ['sessions', 'leases']));
  console.log(file);
} finally {
  await database.close();
}
