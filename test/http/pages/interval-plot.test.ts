import { describe, expect, it } from '@jest/globals';
import { figureView } from '../../../server/http/pages/figure-view.js';
import { intervalPlot, plotAxis } from '../../../server/http/pages/interval-plot.js';
import { levelBar } from '../../../server/http/pages/level-bar.js';
import { figure } from './dashboard-model.js';

describe('plotAxis', () => {
  it('begins at the ten below the lowest interval of the table', () => {
    // 72 − 2 = 70: the interval would touch the edge of a scale from 70.
    expect(plotAxis([figure(72), figure(90)])).toEqual({ from: 60 });
  });
  it('is the whole scale where nothing is shown', () =>
    expect(plotAxis([figure(null)])).toEqual({ from: 0 }));
});

describe('intervalPlot', () => {
  it('places value, interval and target on a drawing 200 wide', () => {
    // On a scale from 60 to 100 one point is 5 wide: (80 − 60) · 5 = 100.
    expect(intervalPlot(figure(80), { from: 60 }, 88)).toEqual({ x: 100, low: 90, high: 110, target: 140 });
  });
  it('draws nothing that is suppressed', () =>
    expect(intervalPlot(figure(null), { from: 60 }, 88)).toBeNull());
  it('leaves out a target beyond the scale', () => {
    expect(intervalPlot(figure(95), { from: 90 }, 88)?.target).toBeNull();
  });
});

describe('figureView', () => {
  const display = { suppressBelow: 10, warnBelow: 30 };
  const hidden = (n: number, thresholds = display) =>
    figureView({ value: null, n, interval: null, display: 'suppressed' }, thresholds);
  it('tells why a value is not shown', () => {
    expect(hidden(0)).toMatchObject({ nobody: true, small: false, derivable: false });
    expect(hidden(9)).toMatchObject({ nobody: false, small: true, derivable: false });
    expect(hidden(40)).toMatchObject({ nobody: false, small: false, derivable: true });
  });
  it('tells it by the thresholds of the method', () => {
    const five = { suppressBelow: 5, warnBelow: 30 };
    expect(hidden(4, five)).toMatchObject({ small: true, derivable: false, suppressBelow: 5 });
    expect(hidden(9, five)).toMatchObject({ small: false, derivable: true });
  });
  it('warns of a value that rests on few answers', () =>
    expect(figureView(figure(80, 12), display).few).toBe(true));
});

describe('levelBar', () => {
  it('puts the levels side by side and leaves out those that nobody chose', () => {
    expect(levelBar([2, 0, 3, 0, 5])).toEqual({
      total: 10,
      pieces: [
        { level: 1, x: 0, width: 2 },
        { level: 3, x: 2, width: 3 },
        { level: 5, x: 5, width: 5 },
      ],
    });
  });
  it('is nothing where nobody answered or nothing may be shown', () => {
    expect([levelBar([0, 0, 0, 0, 0]), levelBar(null)]).toEqual([null, null]);
  });
});
