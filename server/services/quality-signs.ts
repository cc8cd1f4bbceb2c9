import type { Catalogue } from '../domain/catalogue.js';
import { monthsOf, parsePeriod } from '../domain/period.js';
import { qualityRules, type FlagLevel } from '../domain/quality-flags.js';
import { versionName, type Questionnaire, type Text } from '../domain/questionnaire.js';
import { descendantsDuring } from '../domain/unit-tree.js';
import { Problem } from '../problem.js';
import type { FlaggedResponses } from '../store/flagged-responses.js';
import type { AnswerBlocks } from './answer-blocks.js';
import { channelGaps, type ChannelGaps } from './numbers/channel-gaps.js';
import { recentlyUsed } from './numbers/recently-used.js';
import { rowMask } from './numbers/row-mask.js';

/** How many responses raised a rule. */
export interface FlagCount {
  id: string;
  text: Text;
  level: FlagLevel;
  n: number;
}

/** What a unit and those below it collected in a period, seen by the rules of quality. */
export interface SignsOfQuality {
  /** Every rule with the responses that raised it, whatever was decided about them. */
  flags: FlagCount[];
  /** Units whose kiosk and QR answers are far apart. */
  gaps: ChannelGaps;
}

export interface QualitySigns {
  /** Never older than the call. @throws Problem period-invalid, unit-not-found. */
  of(period: string, unit: string): Promise<SignsOfQuality>;
}

/** Results that are held; each is a few names and numbers. */
const GAPS_HELD = 100;
const LEVELS = 5;

export function qualitySignsService(deps: {
  catalogue: Pick<Catalogue, 'units' | 'questionnaires'>;
  flagged: Pick<FlaggedResponses, 'count'>;
  blocks: Pick<AnswerBlocks, 'refresh' | 'select'>;
}): QualitySigns {
  const { catalogue, flagged, blocks } = deps;
  const forms = [...catalogue.questionnaires.values()];
  const items = [...new Set(forms.flatMap(fiveLevelItems))];
  const held = recentlyUsed<ChannelGaps>(GAPS_HELD);

  async function gapsIn(months: string[], unitCodes: string[]): Promise<ChannelGaps> {
    await blocks.refresh();
    const answers = await blocks.select({ months, unitCodes });
    const known = held.get(answers.version);
    if (known) return known;
    const { table } = await answers.to(forms);
    const choice = { states: ['counted'] as const, months, forms: new Set(forms.map(versionName)) };
    const counted = rowMask(table, { ...choice, source: 'self-selected' });
    return held.keep(answers.version, channelGaps(table, items, counted, catalogue.units), () => 1);
  }

  return {
    async of(periodId, unitCode) {
      const period = parsePeriod(periodId);
      if (!catalogue.units.has(unitCode)) throw new Problem('unit-not-found');
      const unitCodes = descendantsDuring(catalogue.units, unitCode, period).map(({ code }) => code);
      const where = unitCodes.length >= catalogue.units.size ? {} : { unitCodes };
      const flags = Object.entries(qualityRules).map(async ([id, { text, level }]) => {
        return { id, text, level, n: await flagged.count(id, period.from, period.to, where) };
      });
      return { flags: await Promise.all(flags), gaps: await gapsIn(monthsOf(period), unitCodes) };
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
