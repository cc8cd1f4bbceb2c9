import type { Catalogue } from '../domain/catalogue.js';
import type { AccountDesk } from './account-desk.js';
import type { Accounts } from './accounts.js';
import type { Collectors } from './collectors.js';
import type { Exports } from './exports.js';
import type { Figures } from './figures.js';
import type { Indices } from './indices.js';
import type { PopulationLoads } from './populations.js';
import type { LiveCount } from './live-count.js';
import type { Posters } from './posters.js';
import type { Quality } from './quality.js';
import type { QualitySigns } from './quality-signs.js';
import type { Reports } from './reports.js';
import type { Scores } from './scores.js';
import type { Snapshots } from './snapshots.js';
import type { Trends } from './trends.js';
import type { Submissions } from './submissions.js';
import type { TransactionLoads } from './transactions.js';

/** What routes and jobs may ask for; built once in compose.ts. */
export interface Services {
  catalogue: Catalogue;
  accounts: Accounts;
  accountDesk: AccountDesk;
  collectors: Collectors;
  submissions: Submissions;
  indices: Indices;
  reports: Reports;
  /** What a content security policy allows the styles of a report's page by. */
  reportStyleHash: string;
  exports: Exports;
  figures: Figures;
  liveCount: LiveCount;
  posters: Posters;
  scores: Scores;
  snapshots: Snapshots;
  quality: Quality;
  qualitySigns: QualitySigns;
  transactions: TransactionLoads;
  populations: PopulationLoads;
  trends: Trends;
  /** Origin for links and QR codes, from the configuration. */
  publicUrl: string;
  /** Code of the unit above all others: what a question without a unit is about. */
  rootUnit: string;
  /** Whether the database answers now. */
  isReachable: () => Promise<boolean>;
  now: () => Date;
}
