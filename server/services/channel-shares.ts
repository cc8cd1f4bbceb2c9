import type { Channel } from '../domain/response.js';

export interface ChannelShare {
  channel: Channel;
  n: number;
  /** 0–1 of all responses named. */
  share: number;
}

/** The channels with their shares, the largest first; those without a response are left out. */
export function channelShares(channels: { channel: Channel; n: number }[]): ChannelShare[] {
  const all = channels.reduce((sum, { n }) => sum + n, 0);
  return channels
    .filter(({ n }) => n > 0)
    .map(({ channel, n }) => ({ channel, n, share: n / all }))
    .sort((a, b) => b.n - a.n);
}
