/** `npm run restore -- FILE`: checks a backup to its last line, then writes it into an empty database. */
import { parseArgs } from 'node:util';
import { archiveFileLines } from '../server/store/archive-file.js';
import { openDatabase } from '../server/database.js';
import { configFromEnvironment } from '../server/environment.js';
import { checkArchive, restoreLines } from '../server/store/archive.js';

const file = parseArgs({ allowPositionals: true }).positionals[0];
if (file === undefined) {
  console.error('npm run restore -- FILE');
  process.exit(2);
}
const counts = await checkArchive(archiveFileLines(file));
const database = await openDatabase(configFromEnvironment(), 'shared');
try {
  const restored = await restoreLines(database.connection, archiveFileLines(file), counts);
  for (const [collection, n] of Object.entries(restored)) console.log(`${collection}: ${n}`);
} finally {
  await database.close();
}
