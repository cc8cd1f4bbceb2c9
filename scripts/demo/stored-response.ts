import type { Catalogue } from '../../server/domain/catalogue.js';
import { responseFlags } from '../../server/domain/quality-flags.js';
import { versionName } from '../../server/domain/questionnaire.js';
import { receiptCode } from '../../server/domain/receipt-code.js';
import type { Response, StoredResponse } from '../../server/domain/response.js';
import { contentDigest } from '../../server/services/submissions.js';

/** The response with what the server adds at the door. */
export function storedResponse(catalogue: Catalogue, response: Response): StoredResponse {
  const questionnaire = catalogue.questionnaires.get(versionName(response.questionnaire))!;
  return {
    ...response,
    receipt: receiptCode(response.id),
    digest: contentDigest(response.collectorId, response),
    flags: responseFlags(questionnaire, response).map(({ id }) => id),
  };
}
