import type { Catalogue } from './catalogue.js';
import { channelNames } from './channel-names.js';
import { itemsOf, type SingleItem, type Text } from './questionnaire.js';
import { channels, type Channel } from './response.js';
import type { ResponseRecord } from './response-record.js';

type Names = Pick<Catalogue, 'questionnaires' | 'units' | 'procedures'>;

/** What a margin may be about beside questions: a fact of every response. */
const factMargins = ['unit', 'channel', 'procedure'] as const;
type FactMargin = (typeof factMargins)[number];

const titles: Record<FactMargin, Text> = {
  unit: { vi: 'Đơn vị', en: 'Unit' },
  channel: { vi: 'Kênh thu thập', en: 'Channel' },
  procedure: { vi: 'Thủ tục hành chính', en: 'Administrative procedure' },
};

function isFact(margin: string): margin is FactMargin {
  return (factMargins as readonly string[]).includes(margin);
}

/** The question of a margin, as the newest form that asks it; null where none does or its answers are sensitive. */
function questionOf({ questionnaires }: Names, id: string): SingleItem | null {
  const asked = [...questionnaires.values()].flatMap(itemsOf).filter((item) => item.id === id);
  if (asked.some(({ sensitive }) => sensitive)) return null;
  return asked.findLast((item): item is SingleItem => item.type === 'single') ?? null;
}

/** What a margin is called; null: there can be no such margin. */
export function marginTitle(names: Names, margin: string): Text | null {
  return isFact(margin) ? titles[margin] : (questionOf(names, margin)?.text ?? null);
}

/** What a category of a margin is called; null: it has no such category. */
export function categoryTitle(names: Names, margin: string, category: string): Text | null {
  if (margin === 'unit') return names.units.get(category)?.name ?? null;
  if (margin === 'procedure') return names.procedures.get(category)?.name ?? null;
  if (margin === 'channel')
    return (channels as readonly string[]).includes(category) ? channelNames[category as Channel] : null;
  return questionOf(names, margin)?.options.find(({ value }) => value === category)?.text ?? null;
}

/** The category of a response in a margin; null: not known. */
export function recordCategory(record: ResponseRecord, margin: string): string | null {
  if (margin === 'unit') return record.unitCode;
  if (margin === 'channel') return record.channel;
  if (margin === 'procedure') return record.procedure;
  const answer = record.answers[margin];
  return typeof answer === 'string' ? answer : null;
}
