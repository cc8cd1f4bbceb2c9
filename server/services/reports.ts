import type { ReportModel } from '../domain/report-model.js';

export interface Reports {
  /** Everything the report says, as numbers and names. @throws Problem period-invalid, unit-not-found. */
  model(period: string, unitCode: string): Promise<ReportModel>;
  /** A whole HTML page. */
  html(period: string, unitCode: string): Promise<string>;
  /** PDF/UA-1 and PDF/A-2a. */
  pdf(period: string, unitCode: string): Promise<Uint8Array>;
  /** Sends the report as HTML with the PDF attached; needs the mail settings. Returns the accepted addresses. */
  mail(period: string, unitCode: string): Promise<string[]>;
}
