import { describe, expect, it } from '@jest/globals';
import type { Unit } from '../../server/domain/unit.js';
import { liveCountService } from '../../server/services/live-count.js';
import type { ResponseFilter } from '../../server/store/responses.js';

function unit(code: string, parent: string | null, validTo: string | null = null): [string, Unit] {
  const name = { vi: code, en: code };
  return [code, { code, name, type: 'phuong', parent, validFrom: null, validTo, successors: [] }];
}

const units = new Map([unit('city', null), unit('ward', 'city'), unit('gone', 'city', '2025-07-01')]);

function service(now: string) {
  const asked: ResponseFilter[] = [];
  const responses = {
    async count(filter: ResponseFilter) {
      asked.push(filter);
      return 7;
    },
  };
  return {
    asked,
    live: liveCountService({ catalogue: { units }, responses, now: () => new Date(now) }),
  };
}

describe('liveCountService', () => {
  it('counts from midnight in Vietnam', async () => {
    // 18:30 UTC on 1 October is 01:30 on 2 October in Vietnam (UTC+7); that day began at 17:00 UTC.
    const { asked, live } = service('2026-10-01T18:30:00Z');
    expect(await live.today('ward')).toEqual({ n: 7, at: new Date('2026-10-01T18:30:00Z') });
    expect(asked).toEqual([{ receivedFrom: new Date('2026-10-01T17:00:00Z'), unitCodes: ['ward'] }]);
  });

  it('counts the units below, without those that have ended', async () => {
    const { asked, live } = service('2026-10-01T03:00:00Z');
    await live.today('city');
    expect(asked[0]?.unitCodes).toEqual(['city', 'ward']);
  });

  it('refuses an unknown unit', async () => {
    await expect(service('2026-10-01T03:00:00Z').live.today('99')).rejects.toMatchObject({
      code: 'unit-not-found',
    });
  });
});
