import type { Catalogue } from '../../server/domain/catalogue.js';
import type { Collector } from '../../server/domain/response.js';
import type { AnswerBlocks } from '../../server/services/answer-blocks.js';
import type { PopulationLoads } from '../../server/services/populations.js';
import type { Reports } from '../../server/services/reports.js';
import type { TransactionLoads } from '../../server/services/transactions.js';
import type { CollectorStore } from '../../server/store/collectors.js';
import type { DecisionStore } from '../../server/store/decisions.js';
import type { ResponseStore } from '../../server/store/responses.js';
import { monthsOf, parsePeriod } from '../../server/domain/period.js';
import { demoDossiers } from './dossiers.js';
import { loadResponses } from './load-responses.js';
import { demoPopulation } from './population.js';
import type { DemoMarker } from './marker.js';
import type { StartProgress } from './progress.js';
import { writeReports } from './write-reports.js';

/** What filling needs of the house. */
export interface FillDeps {
  catalogue: Catalogue;
  blocks: Pick<AnswerBlocks, 'rebuild' | 'refresh'>;
  reports: Pick<Reports, 'html' | 'pdf'>;
  collectors: Pick<CollectorStore, 'insertMissing'>;
  responses: Pick<ResponseStore, 'count' | 'insertMany'>;
  decisions: Pick<DecisionStore, 'insert'>;
  transactions: Pick<TransactionLoads, 'load'>;
  populations: Pick<PopulationLoads, 'load'>;
}

/**
 * Fills an empty or half-filled demo database: collectors, dossiers, a population, responses, answer blocks, reports. Every step may be
 * repeated. Rejects with the signal's reason soon after `stop` is aborted; the next run then goes on.
 */
export async function fillDemo(
  deps: FillDeps,
  options: {
    marker: DemoMarker;
    collectors: readonly Collector[];
    months: readonly string[];
    period: string;
    /** The first is the city, whose index is weighted, too. */
    unitCodes: readonly string[];
    reportFolder: string;
    progress: StartProgress;
    stop: AbortSignal;
  },
): Promise<void> {
  const { marker, collectors, months, period, unitCodes, reportFolder, progress, stop } = options;
  await deps.collectors.insertMissing([...collectors]);

  const asking = new Set(collectors.map(({ unitCode }) => unitCode));
  const units = [...deps.catalogue.units.values()].filter(({ code }) => asking.has(code));
  const dossiers = demoDossiers(marker.seed, units, months);
  await deps.transactions.load(dossiers);
  const wanted = monthsOf(parsePeriod(period));
  const people = dossiers.reduce((sum, { month, count }) => sum + (wanted.includes(month) ? count : 0), 0);
  await deps.populations.load(demoPopulation(period, unitCodes[0]!, people));

  const storing = progress('Storing responses', marker.count);
  await loadResponses({ ...deps, collectors, marker, progress: storing, stop });
  storing.end();

  const building = progress('Counting, month by month', 12);
  await deps.blocks.rebuild((done) => {
    stop.throwIfAborted();
    building.to(done);
  });
  // So that the server's first look at what has arrived finds everything counted.
  await deps.blocks.refresh();
  building.end();

  const writing = progress('Writing reports', 2 * unitCodes.length);
  const { reports } = deps;
  await writeReports({ reports, period, unitCodes, folder: reportFolder, wrote: writing.to, stop });
  writing.end();
}
