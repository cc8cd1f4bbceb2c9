import { describe, expect, it } from '@jest/globals';
import { qualitySignsService } from '../../server/services/quality-signs.js';
import { tinyWorld, type TinyWorld } from './numbers/tiny-world.js';

const best = { a1: 5, a2: 5, b1: 5 };
const good = { a1: 4, a2: 4, b1: 4 };

/** So many responses of a channel, of which every `each`-th chose the best level throughout. */
function answer(world: TinyWorld, unitCode: string, channel: 'kiosk' | 'qr', n: number, each: number): void {
  for (let at = 0; at < n; at += 1) world.answer(1, at % each === 0 ? best : good, { unitCode, channel });
}
const gapsOf = async ({ catalogue, service }: TinyWorld) => {
  const signs = qualitySignsService({ catalogue, blocks: service, flagged: { count: async () => 7 } });
  return (await signs.of('2026-Q3', '01')).gaps;
};

describe('kiosk and QR answers of a unit', () => {
  it('are far apart where the difference is certainly more than ten points', async () => {
    const world = tinyWorld();
    answer(world, 'w1', 'kiosk', 200, 2); // 50 %
    answer(world, 'w1', 'qr', 200, 10); // 10 %
    answer(world, 'w2', 'kiosk', 200, 5); // 20 %
    answer(world, 'w2', 'qr', 200, 10);
    const { compared, far } = await gapsOf(world);
    expect(compared).toBe(2);
    expect(far).toHaveLength(1);
    expect(far[0]).toMatchObject({ code: 'w1', kiosk: { n: 200, value: 50 }, qr: { n: 200, value: 10 } });
    expect(far[0]!.difference.value).toBeCloseTo(40, 9);
    expect(far[0]!.difference.interval!.low).toBeGreaterThan(10);
  });

  it('are far apart, too, where the kiosk is the worse', async () => {
    const world = tinyWorld();
    answer(world, 'w1', 'kiosk', 200, 10);
    answer(world, 'w1', 'qr', 200, 2);
    expect((await gapsOf(world)).far[0]!.difference.value).toBeCloseTo(-40, 9);
  });

  it('are not compared with fewer than 30 responses of a channel', async () => {
    const world = tinyWorld();
    answer(world, 'w1', 'kiosk', 200, 2);
    answer(world, 'w1', 'qr', 29, 10);
    expect(await gapsOf(world)).toEqual({ compared: 0, far: [] });
  });

  it('are compared over the forms that each of them asks', async () => {
    const world = tinyWorld();
    answer(world, 'w1', 'kiosk', 200, 2);
    const questionnaire = { id: 'short', version: 1 };
    for (let at = 0; at < 200; at += 1)
      world.answer(1, { s1: at % 10 === 0 ? 5 : 4 }, { unitCode: 'w1', channel: 'qr', questionnaire });
    expect((await gapsOf(world)).far[0]!.difference.value).toBeCloseTo(40, 9);
  });

  it('are far apart where everybody at the kiosk chose the best level, though nothing varies there', async () => {
    const world = tinyWorld();
    answer(world, 'w1', 'kiosk', 500, 1); // 100 %
    answer(world, 'w1', 'qr', 200, 2); // 50 %
    const { compared, far } = await gapsOf(world);
    expect([compared, far.length]).toEqual([1, 1]);
    expect(far[0]!.difference.value).toBeCloseTo(50, 9);
    expect(far[0]!.difference.interval.high).toBeLessThan(65);
  });

  it('are far apart where both are sure and differ altogether', async () => {
    const world = tinyWorld();
    answer(world, 'w1', 'kiosk', 40, 1); // 100 %
    answer(world, 'w1', 'qr', 40, 1000);
    for (const response of world.responses.filter(({ channel }) => channel === 'qr')) response.answers = good;
    expect((await gapsOf(world)).far[0]!.difference).toEqual({
      value: 100,
      interval: { low: 100, high: 100 },
    });
  });
});
