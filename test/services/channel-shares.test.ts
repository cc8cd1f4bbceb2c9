import { describe, expect, it } from '@jest/globals';
import { channelShares } from '../../server/services/channel-shares.js';

describe('channelShares', () => {
  it('puts the largest first, with shares of all, and leaves out empty channels', () => {
    const channels = [
      { channel: 'web' as const, n: 1 },
      { channel: 'phone' as const, n: 0 },
      { channel: 'kiosk' as const, n: 3 },
    ];
    expect(channelShares(channels)).toEqual([
      { channel: 'kiosk', n: 3, share: 0.75 },
      { channel: 'web', n: 1, share: 0.25 },
    ]);
  });
  it('is empty where nobody answered', () => expect(channelShares([{ channel: 'web', n: 0 }])).toEqual([]));
});
