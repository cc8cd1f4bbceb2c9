import { expect, it } from '@jest/globals';
import { wrapLabel } from '../../../server/render/charts/row-labels.js';

it('keeps a short label on one line', () => {
  expect(wrapLabel('Thủ tục hành chính', 30)).toEqual(['Thủ tục hành chính']);
});

it('breaks a longer label into two even lines', () => {
  expect(wrapLabel('Công chức trực tiếp giải quyết công việc', 38)).toEqual([
    'Công chức trực tiếp',
    'giải quyết công việc',
  ]);
});

it('ends a label that two lines cannot hold in an ellipsis', () => {
  const lines = wrapLabel('Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi cho mọi người', 20);
  expect(lines).toEqual(['Nơi ngồi chờ giải', 'quyết công việc tại…']);
  expect(lines.every((line) => line.length <= 20)).toBe(true);
});
