import { describe, expect, it } from '@jest/globals';
import { DEMO_COUNT, readOptions } from '../../../scripts/demo/options.js';

const now = new Date('2026-11-24T05:00:00Z');

describe('the options of the demo', () => {
  it('are 60 000 responses up to now when nothing is said', () => {
    expect(readOptions([], now)).toEqual({ today: now, count: DEMO_COUNT });
  });

  it('take another day as noon in Viet Nam, and another count', () => {
    expect(readOptions(['--today', '2026-02-15', '--count=500'], now)).toEqual({
      today: new Date('2026-02-15T05:00:00Z'),
      count: 500,
    });
  });

  it.each([
    [['--today', '2026-02-30'], 'not a day'],
    [['--today', 'tomorrow'], 'not a day'],
    [['--count', '0'], 'not a whole number'],
    [['--count', '12.5'], 'not a whole number'],
    [['--count', '2000000'], 'not a whole number'],
    [['--colour', 'blue'], '--colour'],
  ])('refuse %j', (args, reason) => {
    expect(() => readOptions(args, now)).toThrow(reason);
  });
});
