import { accountsRoutes } from './pages/accounts.js';
import { collectorRoutes } from './pages/collectors.js';
import { dashboardFileRoutes } from './pages/dashboard-files.js';
import { dashboardRoutes } from './pages/dashboard.js';
import { deskCardRoutes } from './pages/desk-card.js';
import { homePages } from './pages/home.js';
import { kioskPages } from './pages/kiosk.js';
import { methodRoutes } from './pages/methods.js';
import { newCollectorRoutes } from './pages/new-collector.js';
import { ownAccountRoutes } from './pages/own-account.js';
import { qualityRoutes } from './pages/quality.js';
import { receiptPages } from './pages/receipt.js';
import { reportPageRoutes } from './pages/reports.js';
import { setupRoutes } from './pages/setup.js';
import { signInRoutes } from './pages/sign-in.js';
import { snapshotPages } from './pages/snapshots.js';
import { surveyPages } from './pages/survey.js';
import { trendRoutes } from './pages/trend.js';
import { verifyPages } from './pages/verify-receipt.js';
import type { AnyRoute } from './route.js';
import { responsesCsv } from './routes/exports.js';
import { health } from './routes/health.js';
import { indexTable } from './routes/indices.js';
import { methodApiRoutes } from './routes/methods.js';
import { openApiRoute } from './routes/openapi.js';
import { reportFileRoutes } from './routes/report-files.js';
import { receiptProofs } from './routes/receipt-proofs.js';
import { snapshotRoutes } from './routes/snapshots.js';
import { trendTable } from './routes/trends.js';
import { submitResponse } from './routes/responses.js';

/** Every address of the server. Where two could match, the one that stands first does. */
export const routes: AnyRoute[] = [
  ...homePages,
  ...surveyPages,
  ...kioskPages,
  ...receiptPages,
  ...setupRoutes,
  ...signInRoutes,
  ...accountsRoutes,
  ...ownAccountRoutes,
  ...dashboardRoutes,
  ...dashboardFileRoutes,
  ...trendRoutes,
  ...reportPageRoutes,
  ...reportFileRoutes,
  ...newCollectorRoutes,
  ...collectorRoutes,
  ...deskCardRoutes,
  ...methodRoutes,
  ...qualityRoutes,
  ...snapshotPages,
  ...snapshotRoutes,
  ...verifyPages,
  receiptProofs,
  submitResponse,
  indexTable,
  trendTable,
  ...methodApiRoutes,
  responsesCsv,
  health,
  openApiRoute(() => routes),
];
