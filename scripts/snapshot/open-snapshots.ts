import { fileURLToPath } from 'node:url';
import { buildStores } from '../../server/compose-stores.js';
import type { Config } from '../../server/config.js';
import { openDatabase } from '../../server/database.js';
import type { Catalogue } from '../../server/domain/catalogue.js';
import { loadCatalogue } from '../../server/load-catalogue.js';
import { answerBlocksService } from '../../server/services/answer-blocks.js';
import { numbersService } from '../../server/services/numbers/numbers.js';
import { snapshotsService, type Snapshots } from '../../server/services/snapshots.js';
import { snapshotStore } from '../../server/store/snapshots.js';

/** What is under `surveys/` in this copy of the program. */
export function surveyData(): Promise<Catalogue> {
  return loadCatalogue(fileURLToPath(new URL('../../surveys', import.meta.url)));
}

/** The snapshots of a database, without the pages and reports that a command does not need; a running server's is shared. */
export async function openSnapshots(
  config: Config,
): Promise<{ snapshots: Snapshots; close(): Promise<void> }> {
  const catalogue = await surveyData();
  const database = await openDatabase(config, 'shared');
  const now = () => new Date();
  const stores = buildStores(database.connection, now);
  const blocks = answerBlocksService({ ...stores, catalogue, now });
  const { responses, decisions } = stores;
  const snapshots = snapshotsService({
    catalogue,
    responses,
    decisions,
    numbers: numbersService({ ...stores, catalogue, blocks }),
    blocks,
    snapshots: snapshotStore(database.connection),
    now,
  });
  return { snapshots, close: () => database.close() };
}
