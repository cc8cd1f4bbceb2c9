import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../../scripts/demo/progress.js';

describe('progress where there is no terminal', () => {
  it('is a line at the beginning, at each quarter and at the end', () => {
    const written: string[] = [];
    const progress = progressOn({ write: (text) => written.push(text) })('Storing', 200);
    for (let done = 0; done <= 200; done += 10) progress.to(done);
    progress.end();
    expect(written).toEqual([
      '  Storing …\n',
      '  Storing: 25 %\n',
      '  Storing: 50 %\n',
      '  Storing: 75 %\n',
      '  Storing: 200/200\n',
    ]);
  });
});
