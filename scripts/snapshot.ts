/**
 * `npm run snapshot -- --period 2026-Q3 --unit 01 [--out DIR]`: freezes the index of a unit in a period and writes
 * snapshot.json and export.ndjson, from which `npm run verify` computes everything again.
 */
import { parseArgs } from 'node:util';
import { configFromEnvironment } from '../server/environment.js';
import { Problem } from '../server/problem.js';
import { openSnapshots } from './snapshot/open-snapshots.js';
import { writeSnapshot } from './snapshot/write-snapshot.js';

/** Who froze, where nobody is signed in. */
const AUTHOR = 'npm run snapshot';

const usage = `npm run snapshot -- --period 2026-Q3 --unit 01 [--method ID] [--publish] [--out DIR]
Freezes the index of a unit (with the units below it) and writes snapshot.json and export.ndjson.
--publish lets anybody see it, for good.`;

function optionsOrUsage() {
  try {
    const { values } = parseArgs({
      options: {
        period: { type: 'string' },
        unit: { type: 'string' },
        method: { type: 'string' },
        publish: { type: 'boolean', default: false },
        out: { type: 'string', default: '.' },
      },
    });
    if (values.period === undefined || values.unit === undefined)
      throw new Error('--period and --unit are needed');
    return { ...values, period: values.period, unit: values.unit };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

const { period, unit, method, publish, out } = optionsOrUsage();
const { snapshots, close } = await openSnapshots(configFromEnvironment({ LOG_LEVEL: 'warn' }));
try {
  const snapshot = await snapshots.freeze(period, unit, AUTHOR, method);
  if (publish) await snapshots.publish(snapshot.id, AUTHOR);
  for (const path of await writeSnapshot(out, snapshot, await snapshots.exportLines(snapshot.id)))
    console.log(path);
  console.log(`${snapshot.id}: ${snapshot.content.responses} responses, root ${snapshot.content.tree.root}`);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
