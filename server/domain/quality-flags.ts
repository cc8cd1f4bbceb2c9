/** Rules that look at how a response came about. None deletes: a person decides. */
import { answerIds } from './answers.js';
import type { OpeningHours } from './opening-hours.js';
import { isOpenAt } from './opening-hours.js';
import type { Questionnaire, Text } from './questionnaire.js';
import type { Response } from './response.js';

/** `info` is only counted, `review` waits for a second person, `reject` is left out until a person readmits it. */
export type FlagLevel = 'info' | 'review' | 'reject';

export interface QualityRule {
  level: FlagLevel;
  text: Text;
}

/** Fewer seconds than this for each answer is faster than people read. */
export const SECONDS_PER_ITEM = 2;
/** From this many ratings on, equal ones are remarkable. */
export const EQUAL_ITEMS = 10;
/** A reception hall hands its tablet on; more forms than this within ten minutes is something else. */
export const DEVICE_BURST = 6;

/** Every rule by its id, which is stored with the response and counted in the report. */
export const qualityRules = {
  'too-fast': {
    level: 'review',
    text: { vi: 'Trả lời nhanh hơn 2 giây mỗi câu', en: 'Answered faster than 2 seconds an item' },
  },
  'all-equal': {
    level: 'info',
    text: {
      vi: 'Chọn cùng một mức cho tất cả (từ 10 câu)',
      en: 'The same level for all of 10 or more items',
    },
  },
  'clock-wrong': {
    level: 'info',
    text: { vi: 'Đồng hồ của thiết bị sai', en: 'The clock of the device is wrong' },
  },
  'device-burst': {
    level: 'review',
    text: {
      vi: 'Quá 6 phiếu từ một thiết bị trong 10 phút',
      en: 'More than 6 forms from one device in 10 minutes',
    },
  },
  'out-of-hours': {
    level: 'review',
    text: { vi: 'Gửi từ kiosk ngoài giờ làm việc', en: 'Sent from a kiosk outside opening hours' },
  },
  'several-tokens': {
    level: 'review',
    text: { vi: 'Một thiết bị dùng nhiều mã mời', en: 'One device used several invitations' },
  },
  'token-reused': {
    level: 'reject',
    text: { vi: 'Mã mời đã được dùng cho phiếu khác', en: 'The invitation was used for another form' },
  },
  'outside-wave': {
    level: 'reject',
    text: { vi: 'Giao dịch nằm ngoài đợt khảo sát', en: 'The transaction lies outside the survey wave' },
  },
} as const satisfies Record<string, QualityRule>;

/** Points between the shares of "very satisfied" at the kiosk and through QR that nobody's taste explains. */
export const FAR_POINTS = 10;

/** The rule about a unit rather than a response: it is counted in units, and looked at by a person. */
export const unitRule: QualityRule = {
  level: 'review',
  text: {
    vi: 'Tỷ lệ “Rất hài lòng” ở kiosk lệch xa so với qua mã QR của cùng đơn vị (chắc chắn quá 10 điểm)',
    en: 'The share of “very satisfied” at the kiosk is far from that through QR of the same unit (certainly over 10 points)',
  },
};

export type QualityRuleId = keyof typeof qualityRules;

export interface QualityFlag extends QualityRule {
  id: QualityRuleId;
}

/** What is known around a response. A fact that nobody collected is absent, and its rule stays silent. */
export interface Surroundings {
  /** Forms from the same device within the ten minutes up to this one, itself included. */
  formsFromDevice?: number;
  openingHours?: OpeningHours;
  /** Other one-time tokens that the same device has used in this wave. */
  otherTokensOfDevice?: number;
  tokenUsedByOther?: boolean;
  /** When the rated service was rendered, and the stretch of time that the wave asks about (half open). */
  transactionAt?: Date;
  wave?: { from: Date; to: Date };
}

type Observed = Pick<Response, 'answers' | 'channel' | 'paradata' | 'receivedAt'>;

/** Every rule that the response raises, in the order of `qualityRules`; empty: nothing remarkable. */
export function responseFlags(
  questionnaire: Questionnaire,
  response: Observed,
  around: Surroundings = {},
): QualityFlag[] {
  const raised: Record<QualityRuleId, boolean> = {
    'too-fast': isTooFast(questionnaire, response),
    'all-equal': isAllEqual(questionnaire, response),
    'clock-wrong': isClockWrong(response),
    'device-burst': (around.formsFromDevice ?? 0) > DEVICE_BURST,
    'out-of-hours': isOutOfHours(response, around.openingHours),
    'several-tokens': (around.otherTokensOfDevice ?? 0) > 0,
    'token-reused': around.tokenUsedByOther ?? false,
    'outside-wave': isOutsideWave(around),
  };
  return (Object.keys(qualityRules) as QualityRuleId[])
    .filter((id) => raised[id])
    .map((id) => ({ id, ...qualityRules[id] }));
}

/** Answers typed in from paper or read out on the telephone keep another time than the respondent's. */
const selfFilled = new Set(['kiosk', 'qr', 'web', 'token']);

function isTooFast(questionnaire: Questionnaire, { answers, channel, paradata }: Observed): boolean {
  if (!selfFilled.has(channel)) return false;
  const answered = questionnaire.parts
    .flatMap((part) => part.items.flatMap(answerIds))
    .filter((id) => Object.hasOwn(answers, id)).length;
  return answered > 0 && paradata.seconds < SECONDS_PER_ITEM * answered;
}

/** Ratings of one scale only: "often" on one and "very good" on another are not the same answer. */
function isAllEqual(questionnaire: Questionnaire, { answers }: Observed): boolean {
  const byScale = new Map<string, unknown[]>();
  for (const item of questionnaire.parts.flatMap((part) => part.items)) {
    if (item.type !== 'rating' && item.type !== 'grid') continue;
    const levels = byScale.get(item.scale) ?? [];
    byScale.set(item.scale, levels);
    levels.push(...answerIds(item).flatMap((id) => (Object.hasOwn(answers, id) ? [answers[id]] : [])));
  }
  const longest = [...byScale.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  return longest.length >= EQUAL_ITEMS && new Set(longest).size === 1;
}

/** Durations and starts come from the device; five minutes of tolerance for clocks that are merely inexact. */
function isClockWrong({ paradata, receivedAt }: Observed): boolean {
  return paradata.seconds < 0 || paradata.startedAt.getTime() > receivedAt.getTime() + 300_000;
}

/** By when it was filled in, not when it arrived: a kiosk without network sends the day's forms at night. */
function isOutOfHours({ channel, paradata }: Observed, hours: OpeningHours | undefined): boolean {
  return channel === 'kiosk' && hours !== undefined && !isOpenAt(hours, paradata.startedAt);
}

function isOutsideWave({ transactionAt, wave }: Surroundings): boolean {
  if (!transactionAt || !wave) return false;
  return transactionAt < wave.from || transactionAt >= wave.to;
}
