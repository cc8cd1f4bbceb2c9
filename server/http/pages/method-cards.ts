import type { Catalogue } from '../../domain/catalogue.js';
import { endOf, versionOn } from '../../domain/method-versions.js';
import { DEFAULT_METHOD } from '../../services/numbers/survey-method.js';
import { scorePartLines } from '../../services/score-parts.js';

/**
 * Every version of every method as the page shows it: the method in use first, then those that surveys feed, those that
 * take imported values last; of each the newest version first.
 * @param today 'YYYY-MM-DD' in Vietnam.
 */
export function methodCards({ methods }: Pick<Catalogue, 'methods'>, today: string) {
  const cards = [...methods.values()].flatMap((versions) => {
    const current = versionOn(versions, today);
    return versions.toReversed().map((method) => ({
      ...method,
      validTo: endOf(versions, method),
      used: method.id === DEFAULT_METHOD && method === current,
      upcoming: method.validFrom !== null && method.validFrom > today,
      replaced: method.version < current.version,
      survey: method.kind === 'survey',
      legacy: method.legacy === true,
      parts: method.kind === 'score' ? scorePartLines(method.tree) : [],
      display: method.kind === 'survey' ? method.display : null,
    }));
  });
  const place = (card: (typeof cards)[number]) => (card.id === DEFAULT_METHOD ? 0 : card.survey ? 1 : 2);
  return cards.sort((a, b) => place(a) - place(b));
}
