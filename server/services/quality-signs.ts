import type { Catalogue } from '../domain/catalogue.js';
import { qualityRules, type FlagLevel } from '../domain/quality-flags.js';
import type { Text } from '../domain/questionnaire.js';
import type { FlaggedResponses } from '../store/flagged-responses.js';
import { channelGaps, type ChannelGaps } from './numbers/channel-gaps.js';
import type { Numbers } from './numbers/numbers.js';

/** How many responses raised a rule. */
export interface FlagCount {
  id: string;
  text: Text;
  level: FlagLevel;
  n: number;
}

export interface QualitySigns {
  /** Every rule with the responses that raised it, received by a unit and those below it; whatever was decided about them. */
  counts(about: { from: Date; to: Date; unitCodes: readonly string[] }): Promise<FlagCount[]>;
  /** Units whose kiosk and QR answers are far apart, by the default method. @throws Problem period-invalid, unit-not-found. */
  gaps(period: string, unit: string): Promise<ChannelGaps>;
}

export function qualitySignsService(deps: {
  catalogue: Pick<Catalogue, 'units'>;
  flagged: Pick<FlaggedResponses, 'count'>;
  numbers: Numbers;
}): QualitySigns {
  const { catalogue, flagged, numbers } = deps;
  return {
    counts: ({ from, to, unitCodes }) =>
      Promise.all(
        Object.entries(qualityRules).map(async ([id, { text, level }]) => {
          const isWhole = unitCodes.length >= catalogue.units.size;
          const units = isWhole ? {} : { unitCodes };
          return { id, text, level, n: await flagged.count(id, from, to, units) };
        }),
      ),
    async gaps(period, unit) {
      const { base, remember } = await numbers.at(period, unit);
      return remember('channel gaps', () => channelGaps(base));
    },
  };
}
