import type { AnswerTable } from '../../domain/answer-table.js';
import { FAR_POINTS } from '../../domain/quality-flags.js';
import type { Text } from '../../domain/questionnaire.js';
import { channels } from '../../domain/response.js';
import type { Unit } from '../../domain/unit.js';
import { REPLICATE_GROUPS } from '../../satisfaction/columns.js';
import { compareEstimates } from '../../satisfaction/compare-indices.js';
import type { Estimate, Interval } from '../../satisfaction/estimate.js';
import { MINIMUM_RESPONDENTS } from '../../satisfaction/replicate-variance.js';
import { topShares } from '../../satisfaction/top-shares.js';

/** A unit whose kiosk gets "very satisfied" far more or less often than its QR codes do. */
export interface ChannelGap {
  code: string;
  name: Text;
  /** Shares of the best level among valid answers, 0–100. */
  kiosk: Estimate;
  qr: Estimate;
  /** Kiosk minus QR, in percentage points. */
  difference: { value: number; interval: Interval };
}

export interface ChannelGaps {
  /** Units where both channels have enough responses to be compared. */
  compared: number;
  /** Those whose whole interval is further than `FAR_POINTS` from 0; the largest gap first. */
  far: ChannelGap[];
}

/**
 * Kiosk and QR responses at the own desks of each unit (statistics.md §9). Whatever form they answered: a kiosk often asks
 * another one than the card at the desk, and a gap that wide is worth a look all the same.
 * @param items with five levels.
 */
export function channelGaps(
  table: AnswerTable,
  items: readonly string[],
  counted: Uint8Array,
  units: ReadonlyMap<string, Pick<Unit, 'name'>>,
): ChannelGaps {
  const shares = topShares(table, items, counted, [
    { key: table.unit, keys: table.units.length },
    { key: table.channel, keys: channels.length },
  ]);
  const shareAt = (unit: number, channel: (typeof channels)[number]): Estimate =>
    shares[unit * channels.length + channels.indexOf(channel)]!;
  const gaps = table.units.flatMap((code, at): ChannelGap[] => {
    const [kiosk, qr] = [shareAt(at, 'kiosk'), shareAt(at, 'qr')];
    const difference = certainDifference(kiosk, qr);
    if (difference === null) return [];
    return [{ code, name: units.get(code)?.name ?? { vi: code, en: code }, kiosk, qr, difference }];
  });
  const far = gaps.filter(
    ({ difference: { interval } }) => interval.low > FAR_POINTS || interval.high < -FAR_POINTS,
  );
  return {
    compared: gaps.length,
    far: far.sort((a, b) => Math.abs(b.difference.value) - Math.abs(a.difference.value)),
  };
}

/**
 * A share of exactly 0 or 100 of many responses has no variance to be estimated. Here it is taken for certain: a kiosk where
 * everybody chose the best level is what this rule looks for.
 */
function withVariance(share: Estimate): Estimate {
  const isSure = share.n >= MINIMUM_RESPONDENTS && (share.value === 0 || share.value === 100);
  return isSure ? { ...share, variance: 0, degreesOfFreedom: REPLICATE_GROUPS - 1 } : share;
}

/** Kiosk minus QR with its interval; null where either has too few responses. */
function certainDifference(kiosk: Estimate, qr: Estimate): ChannelGap['difference'] | null {
  const [a, b] = [withVariance(kiosk), withVariance(qr)];
  const difference = compareEstimates(a, b);
  if (difference === null || a.variance === null || b.variance === null) return null;
  const { value, interval } = difference;
  return { value, interval: interval ?? { low: value, high: value } };
}
