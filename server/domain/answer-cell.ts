/** What one set of answer blocks covers, and what can be stale or fresh: one unit × month × questionnaire version. */
export interface AnswerCell {
  unitCode: string;
  /**
   * 'YYYY-MM' in Asia/Ho_Chi_Minh, cut by `receivedAt`: an answer given offline counts in the month in which it
   * reaches the server, so that a month that was published does not change behind the report.
   */
  month: string;
  questionnaire: { id: string; version: number };
}

/** `unit:month:questionnaire@version`, the key of a cell everywhere. */
export function cellKey({ unitCode, month, questionnaire }: AnswerCell): string {
  return `${unitCode}:${month}:${questionnaire.id}@${questionnaire.version}`;
}
