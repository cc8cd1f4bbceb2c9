import type { Catalogue } from '../domain/catalogue.js';
import { monthsOf, parsePeriod, type Period } from '../domain/period.js';
import { qualityRules } from '../domain/quality-flags.js';
import { versionName, type Questionnaire } from '../domain/questionnaire.js';
import type { QualityTold } from '../domain/report-model.js';
import { descendantsDuring } from '../domain/unit-tree.js';
import { Problem } from '../problem.js';
import type { FlaggedResponses } from '../store/flagged-responses.js';
import type { AnswerBlocks } from './answer-blocks.js';
import type { AnswersAt } from './select-answers.js';
import { channelGaps, type ChannelGaps } from './numbers/channel-gaps.js';
import { recentlyUsed } from './numbers/recently-used.js';
import { rowMask } from './numbers/row-mask.js';

/** What a unit and those below it collected in a period, seen by the rules of quality. */
export interface SignsOfQuality {
  /** Every rule with the responses that raised it, whatever was decided about them. */
  flags: QualityTold['flags'];
  /** Units whose kiosk and QR answers are far apart. */
  gaps: ChannelGaps;
}

export interface QualitySigns {
  /** Never older than the call. @throws Problem period-invalid, unit-not-found. */
  of(period: string, unit: string): Promise<SignsOfQuality>;
}

/** Results that are held; each is a few names and numbers. */
const RESULTS_HELD = 100;
const LEVELS = 5;

export function qualitySignsService(deps: {
  catalogue: Pick<Catalogue, 'units' | 'questionnaires'>;
  flagged: Pick<FlaggedResponses, 'count'>;
  blocks: Pick<AnswerBlocks, 'refresh' | 'select'>;
}): QualitySigns {
  const { catalogue, flagged, blocks } = deps;
  const forms = [...catalogue.questionnaires.values()];
  const items = [...new Set(forms.flatMap(fiveLevelItems))];
  /** By the version of the answers: every response is in some block, so the same version has the same flags. */
  const held = recentlyUsed<SignsOfQuality>(RESULTS_HELD);

  async function flagsIn({ from, to }: Period, unitCodes: string[]): Promise<QualityTold['flags']> {
    const where = unitCodes.length >= catalogue.units.size ? {} : { unitCodes };
    return Promise.all(
      Object.entries(qualityRules).map(async ([id, { text, level }]) => {
        return { id, text, level, n: await flagged.count(id, from, to, where) };
      }),
    );
  }

  async function gapsIn(answers: AnswersAt, months: string[]): Promise<ChannelGaps> {
    const { table } = await answers.to(forms);
    const choice = { states: ['counted'] as const, months, forms: new Set(forms.map(versionName)) };
    const counted = rowMask(table, { ...choice, source: 'self-selected' });
    return channelGaps(table, items, counted, catalogue.units);
  }

  return {
    async of(periodId, unitCode) {
      const period = parsePeriod(periodId);
      if (!catalogue.units.has(unitCode)) throw new Problem('unit-not-found');
      const unitCodes = descendantsDuring(catalogue.units, unitCode, period).map(({ code }) => code);
      const months = monthsOf(period);
      await blocks.refresh();
      const answers = await blocks.select({ months, unitCodes });
      const known = held.get(answers.version);
      if (known) return known;
      const [flags, gaps] = [await flagsIn(period, unitCodes), await gapsIn(answers, months)];
      return held.keep(answers.version, { flags, gaps }, () => 1);
    },
  };
}

/** Ratings of satisfaction, one by one or in grids, on a scale of five levels: not what people expect or see. */
function fiveLevelItems(form: Questionnaire): string[] {
  const rated = form.parts.filter(({ kind }) => kind === 'element' || kind === 'overall');
  return rated
    .flatMap(({ items: asked }) => asked)
    .flatMap((item) => {
      if (item.type !== 'rating' && item.type !== 'grid') return [];
      if (form.scales[item.scale]?.levels.length !== LEVELS) return [];
      return item.type === 'grid' ? item.rows.map(({ id }) => id) : [item.id];
    });
}
