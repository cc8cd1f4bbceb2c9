import type { Catalogue } from '../domain/catalogue.js';
import type { Issuers } from '../domain/issuer.js';
import { monthsOf, parsePeriod, previousPeriod } from '../domain/period.js';
import type { ReportModel } from '../domain/report-model.js';
import { Problem } from '../problem.js';
import type { CommentStore } from '../store/comments.js';
import type { DecisionStore } from '../store/decisions.js';
import type { AnswerBlocks } from './answer-blocks.js';
import { commentSamples } from './comment-samples.js';
import type { Numbers } from './numbers/numbers.js';
import type { QualitySigns } from './quality-signs.js';
import { reportModel } from './report-model.js';

export interface Reports {
  /** Everything the report says, as numbers and names. @throws Problem period-invalid, unit-not-found. */
  model(period: string, unitCode: string): Promise<ReportModel>;
  /** A whole HTML page. */
  html(period: string, unitCode: string): Promise<string>;
  /** PDF/UA-1 and PDF/A-2a. */
  pdf(period: string, unitCode: string): Promise<Uint8Array>;
  /**
   * Sends the report as HTML with the PDF attached. Returns the accepted addresses.
   * @throws Problem unavailable without the mail settings; the error of the mail server.
   */
  mail(period: string, unitCode: string): Promise<string[]>;
}

/** A mail as `render/mail.ts` sends it. Returns the addresses that the server accepted. */
export interface ReportMailer {
  send(mail: {
    to: readonly string[];
    subject: string;
    html: string;
    text: string;
    attachments: { filename: string; contentType: string; content: Uint8Array }[];
  }): Promise<string[]>;
}

export interface ReportsDeps {
  catalogue: Catalogue;
  issuers: Issuers;
  numbers: Numbers;
  blocks: Pick<AnswerBlocks, 'recount'>;
  comments: CommentStore;
  signs: QualitySigns;
  decisions: Pick<DecisionStore, 'stream'>;
  renderHtml: (model: ReportModel) => Promise<string>;
  renderPdf: (model: ReportModel) => Promise<Uint8Array>;
  /** null: no mail settings. */
  mail: { mailer: ReportMailer; to: readonly string[] } | null;
  now: () => Date;
}

/** Reports of a unit in a period. What leaves the house is compared with the responses first; what is looked at is not. */
export function reportsService(deps: ReportsDeps): Reports {
  async function model(periodId: string, unitCode: string): Promise<ReportModel> {
    if (parsePeriod(periodId).from > deps.now())
      throw new Problem('period-invalid', 'This period has not begun');
    const at = await deps.numbers.at(periodId, unitCode);
    const samples = await commentSamples(deps, at.base);
    const { flags, gaps } = await deps.signs.of(periodId, unitCode);
    const quality = { flags, units: { compared: gaps.compared, far: gaps.far.length } };
    const { catalogue, issuers } = deps;
    return reportModel(at, { catalogue, issuers, samples, quality, madeAt: deps.now() });
  }

  /** The model after every block it rests on was compared with the responses themselves. */
  async function checked(periodId: string, unitCode: string): Promise<ReportModel> {
    const period = parsePeriod(periodId);
    if (!deps.catalogue.units.has(unitCode)) throw new Problem('unit-not-found');
    await deps.blocks.recount([...monthsOf(previousPeriod(period)), ...monthsOf(period)]);
    return model(periodId, unitCode);
  }

  return {
    model,
    html: async (period, unit) => deps.renderHtml(await checked(period, unit)),
    pdf: async (period, unit) => deps.renderPdf(await checked(period, unit)),
    async mail(period, unitCode) {
      if (deps.mail === null || deps.mail.to.length === 0)
        throw new Problem('unavailable', 'Mail needs SMTP_URL, MAIL_FROM and REPORT_TO');
      const made = await checked(period, unitCode);
      const subject = `Báo cáo kết quả đo lường sự hài lòng ${made.period.label.vi} – ${made.unit.name.vi}`;
      return deps.mail.mailer.send({
        to: deps.mail.to,
        subject,
        html: await deps.renderHtml(made),
        text: `${subject}.\nBản dự thảo ở tệp PDF đính kèm.\n`,
        attachments: [
          {
            filename: `bao-cao-${made.period.id}-${made.unit.code}.pdf`,
            contentType: 'application/pdf',
            content: await deps.renderPdf(made),
          },
        ],
      });
    },
  };
}
