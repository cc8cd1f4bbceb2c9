import type { Config } from './config.js';
import type { Stores } from './compose-stores.js';
import { withdrawalId } from './domain/decision.js';
import type { Catalogue } from './domain/catalogue.js';
import type { Issuers } from './domain/issuer.js';
import { chartPng, chartSvg } from './render/charts/draw-chart.js';
import { csvLine } from './render/csv-line.js';
import { createMailer, type Mailer } from './render/mail.js';
import { qrPng, qrSvg } from './render/qr.js';
import { reportDocument, type ReportDocument } from './render/report-document.js';
import { reportHtml, reportStyleHash } from './render/report-html.js';
import { createPdfRenderer, type PdfRenderer } from './render/report-pdf.js';
import { tableCsv } from './render/table-csv.js';
import { accountDesk } from './services/account-desk.js';
import { accountsService } from './services/accounts.js';
import { answerBlocksService, type AnswerBlocks } from './services/answer-blocks.js';
import { collectorsService } from './services/collectors.js';
import { exportsService } from './services/exports.js';
import { figuresService } from './services/figures.js';
import { indicesService } from './services/indices.js';
import { liveCountService } from './services/live-count.js';
import { numbersService } from './services/numbers/numbers.js';
import { postersService } from './services/posters.js';
import { qualityService } from './services/quality.js';
import { reportsService } from './services/reports.js';
import type { Services } from './services/services.js';
import { scoresService } from './services/scores.js';
import { snapshotsService } from './services/snapshots.js';
import { trendsService } from './services/trends.js';
import { populationsService } from './services/populations.js';
import { qualitySignsService } from './services/quality-signs.js';
import { transactionsService } from './services/transactions.js';
import { submissionsService, type Withdrawals } from './services/submissions.js';
import type { DecisionStore } from './store/decisions.js';

export interface BuiltServices {
  services: Services;
  answerBlocks: AnswerBlocks;
  /** Ends what the services keep open: the PDF worker and the mail connection. */
  closeServices(): Promise<void>;
}

/** A respondent's own decision, under an id that the response alone determines. */
function withdrawalsOver(decisions: DecisionStore): Withdrawals {
  return {
    async withdraw({ id, unitCode, questionnaire, receivedAt }, at) {
      await decisions.insert({
        id: withdrawalId(id),
        responseId: id,
        kind: 'withdrawn',
        reason: 'withdrawn by the respondent',
        by: null,
        receivedAt: at,
        response: { unitCode, questionnaire, receivedAt },
      });
    },
    isWithdrawn: async (responseId) =>
      (await decisions.about(responseId)).some(({ kind }) => kind === 'withdrawn'),
  };
}

/** The PDF worker takes a second to start and is not needed by most: it starts with the first report. */
function lazyPdfRenderer() {
  let renderer: Promise<PdfRenderer> | null = null;
  function started(): Promise<PdfRenderer> {
    renderer ??= createPdfRenderer().catch((error: unknown) => {
      // The next report tries again.
      renderer = null;
      throw error;
    });
    return renderer;
  }
  return {
    render: async (document: ReportDocument) => (await started()).render(document),
    close: async () => (await renderer)?.close(),
  };
}

/** The one unit that stands under no other. */
function rootOf(catalogue: Catalogue): string {
  const root = [...catalogue.units.values()].find(({ parent }) => parent === null);
  if (!root) throw new Error('surveys/units: no unit stands above the others');
  return root.code;
}

function mailOf({ smtpUrl, mailFrom, reportTo }: Config): { mailer: Mailer; to: readonly string[] } | null {
  if (smtpUrl === null || mailFrom === null) return null;
  return { mailer: createMailer({ smtpUrl, mailFrom }), to: reportTo };
}

/** Builds every service over the stores, and hands each the renderers it needs. */
export async function buildServices(given: {
  config: Config;
  catalogue: Catalogue;
  issuers: Issuers;
  stores: Stores;
  now: () => Date;
}): Promise<BuiltServices> {
  const { config, catalogue, issuers, stores, now } = given;
  const { responses, decisions, comments } = stores;
  const pdf = lazyPdfRenderer();
  const mail = mailOf(config);
  const answerBlocks = answerBlocksService({ ...stores, catalogue, now });
  const numbers = numbersService({ ...stores, catalogue, blocks: answerBlocks });
  const collectors = collectorsService({ catalogue, store: stores.collectors, now });
  const signs = qualitySignsService({ ...stores, catalogue, blocks: answerBlocks });
  const reports = reportsService({
    catalogue,
    issuers,
    numbers,
    blocks: answerBlocks,
    comments,
    decisions,
    signs,
    renderHtml: (model) => reportHtml(reportDocument(model)),
    renderPdf: (model) => pdf.render(reportDocument(model)),
    mail,
    now,
  });
  const services: Services = {
    catalogue,
    accounts: accountsService({ accounts: stores.accounts, sessions: stores.sessions, now }),
    accountDesk: accountDesk({ ...stores, catalogue, now }),
    collectors,
    submissions: submissionsService({
      catalogue,
      collectors,
      responses,
      withdrawals: withdrawalsOver(decisions),
      now,
    }),
    indices: indicesService({ catalogue, numbers }),
    reports,
    reportStyleHash: reportStyleHash(),
    exports: exportsService({ catalogue, responses, decisions, csvLine }),
    figures: figuresService({ reports, catalogue, drawSvg: chartSvg, drawPng: chartPng, writeCsv: tableCsv }),
    liveCount: liveCountService({ catalogue, responses, now }),
    posters: postersService({ collectors, qr: { svg: qrSvg, png: qrPng }, publicUrl: config.publicUrl }),
    scores: scoresService({ catalogue, now }),
    snapshots: snapshotsService({ ...stores, catalogue, numbers, blocks: answerBlocks, now }),
    quality: qualityService({ ...stores, now }),
    qualitySigns: signs,
    transactions: transactionsService({ catalogue, store: stores.transactions, now }),
    populations: populationsService({ catalogue, store: stores.populations, now }),
    trends: trendsService({ numbers }),
    publicUrl: config.publicUrl,
    rootUnit: rootOf(catalogue),
    isReachable: stores.isReachable,
    now,
  };
  return {
    services,
    answerBlocks,
    async closeServices() {
      await pdf.close();
      mail?.mailer.close();
    },
  };
}
