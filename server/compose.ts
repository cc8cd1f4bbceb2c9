import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { pino, type Logger } from 'pino';
import { createApp } from './app.js';
import { buildStores, type Stores } from './compose-stores.js';
import { buildServices } from './compose-services.js';
import type { Config } from './config.js';
import { openDatabase, type Database } from './database.js';
import { answerBlocksJob } from './jobs/answer-blocks.js';
import { loadCatalogue } from './load-catalogue.js';
import { loadIssuers } from './load-issuers.js';
import { buildAssets } from './render/assets.js';
import { createPageRenderer } from './render/pages.js';
import type { AnswerBlocks } from './services/answer-blocks.js';
import { checkPublishedVersions } from './services/published-versions.js';
import type { Services } from './services/services.js';
import { ensureIndexes } from './store/connection.js';

/** The running program without its listener: what a server listens with, and what scripts and tests call. */
export interface House {
  app: Express;
  services: Services;
  stores: Stores;
  answerBlocks: AnswerBlocks;
  log: Logger;
  /** Starts what runs by the clock; `close` ends it. */
  startJobs(): void;
  /** Ends jobs, workers and the database, in this order. Calling it again waits for the same end. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  /** An open database; absent: the configured one is opened as a server's own. It is closed with the house. */
  database?: Database;
  now?: () => Date;
  log?: Logger;
}

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/**
 * Builds everything from the configuration. The only place where stores, renderers, services and jobs are made.
 * @throws what stands in the way of a start: a broken catalogue, a template, a database that does not answer. Nothing
 *   stays open then.
 */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<House> {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? pino({ level: config.logLevel });
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };

  try {
    if (options.database) closers.push(options.database.close);
    const catalogue = await loadCatalogue(folder('surveys'));
    const issuers = await loadIssuers(folder('surveys'));
    const assets = await buildAssets(folder('templates'));
    const pages = await createPageRenderer(folder('templates'), assets);
    const database = options.database ?? (await openDatabase(config, 'own'));
    if (!options.database) closers.push(database.close);
    const stores = buildStores(database.connection, now);
    await ensureIndexes(database.connection);
    await checkPublishedVersions({ catalogue, versions: stores.versions, now });
    const { services, answerBlocks, closeServices } = await buildServices({
      config,
      catalogue,
      issuers,
      stores,
      now,
    });
    closers.push(closeServices);
    const { trustedProxies } = config;
    const job = answerBlocksJob({
      blocks: answerBlocks,
      leases: stores.leases,
      holder: randomUUID(),
      now,
      log,
    });
    return {
      app: createApp({ services, pages, assets, log, trustedProxies }),
      services,
      stores,
      answerBlocks,
      log,
      startJobs() {
        job.start();
        closers.push(() => job.stop());
      },
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
