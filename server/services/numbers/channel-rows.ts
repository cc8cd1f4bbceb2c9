import { channelNames } from '../../domain/channel-names.js';
import type { Text } from '../../domain/questionnaire.js';
import type { Figure } from '../../domain/report-model.js';
import { channels, type Channel } from '../../domain/response.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { displayIn } from './hidden-in-tree.js';

export interface ChannelRow {
  id: Channel;
  title: Text;
  figure: Figure;
}

/** The index by way of collecting, in a fixed order; ways that brought no response are left out. */
export function channelRows(base: AnswerBase, count: CountBy): () => ChannelRow[] {
  const tallies = count(base.counted, base.table.channel, channels.length);
  return () => {
    const estimates = tallies().map((counts) => overallOf(base, counts));
    const figures = toFigures(estimates, displayIn(base));
    return channels
      .map((id, at) => ({ id, title: channelNames[id], figure: figures[at]! }))
      .filter(({ figure }) => figure.n > 0);
  };
}
