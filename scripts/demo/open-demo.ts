import { join } from 'node:path';
import { compose } from '../../server/compose.js';
import type { Config } from '../../server/config.js';
import { openDatabase } from '../../server/database.js';
import { startServer, type RunningServer } from '../../server/start.js';
import { addressLines } from './addresses.js';
import { demoCollectors } from './collectors.js';
import { fillDemo } from './fill.js';
import { checkPort } from './free-port.js';
import { claimDatabase, completeDatabase } from './marker.js';
import type { DemoOptions } from './options.js';
import type { StartProgress } from './progress.js';
import { demoSignIn } from './sign-in.js';
import { reportPaths } from './write-reports.js';
import { demoYear } from './year.js';

/** The number of the decision that laid down the 22 criteria; any other would make another city. */
const SEED = 2640;
/** To be raised whenever the same seed makes other data than before. */
const EDITION = 4;

/**
 * Opens the demo's database, fills it where it is not filled yet, and starts the server on it.
 * Whatever fails, and when `stop` is aborted, everything is closed before this rejects.
 * @throws ForeignDatabaseError when the database holds something else.
 */
export async function openDemo(
  config: Config,
  options: DemoOptions & { progress: StartProgress; print: (line: string) => void; stop: AbortSignal },
): Promise<RunningServer> {
  const { progress, print, stop } = options;
  await checkPort(config.port, config.host);
  const database = await openDatabase(config, 'own');
  const wanted = { seed: SEED, edition: EDITION, count: options.count, today: options.today };
  const marker = await claimDatabase(database.connection, wanted).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const house = await compose(config, { database });

  const { catalogue, accounts, reports, transactions, populations, rootUnit } = house.services;
  const year = demoYear(marker.today);
  const collectors = demoCollectors(catalogue, year.from);
  const ward = [...catalogue.units.values()].find(({ type }) => type === 'phuong')!.code;
  const target = { period: year.quarter.id, unitCodes: [rootUnit, ward] };
  const reportFolder = join(config.dataDir, 'reports');
  print(
    `${marker.count} responses from ${year.months[0]} to ${year.months[11]}, in ${config.mongodbUri === null ? config.dataDir : 'MongoDB'}`,
  );
  try {
    if (marker.completedAt === null) {
      const { stores, answerBlocks: blocks } = house;
      const deps = { ...stores, catalogue, reports, transactions, populations, blocks };
      const { months } = year;
      await fillDemo(deps, { ...target, marker, collectors, months, reportFolder, progress, stop });
      await completeDatabase(database.connection, new Date());
    }
    stop.throwIfAborted();
  } catch (error) {
    await house.close();
    throw error;
  }
  const signIn = await demoSignIn(config.dataDir, accounts);
  const server = await startServer(config, house);
  const origin = config.port === server.port ? config.publicUrl : `http://localhost:${server.port}`;
  const reportFiles = reportPaths(reportFolder, target.period, target.unitCodes);
  const { period } = target;
  for (const line of addressLines({
    origin,
    period,
    rootUnit,
    ward,
    catalogue,
    collectors,
    signIn,
    reportFiles,
  }))
    print(line);
  return server;
}
