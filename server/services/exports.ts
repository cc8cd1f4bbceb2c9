/** The raw responses of a period as lines, streamed; nothing is cut and the last line counts what went before. */
export interface Exports {
  /** CSV with BOM: one row a response (id, unit, month, channel, decision, every item of the questionnaire). @throws Problem. */
  responsesCsv(period: string, questionnaire: string): Promise<AsyncIterable<string>>;
}
