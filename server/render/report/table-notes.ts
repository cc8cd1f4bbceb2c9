import type { Figure } from '../../domain/report-model.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
import { isShown } from '../format-figure.js';
import { notPublished, written } from './threshold-words.js';

/** What the marks among figures of a method with these thresholds mean; only those that occur. */
export function figureNotes(figures: (Figure | null)[], display: DisplayThresholds): string[] {
  const present = figures.filter((figure): figure is Figure => figure !== null);
  const notes: string[] = [];
  if (present.some((figure) => figure.n === 0))
    notes.push('“–” tại dòng có số phiếu bằng 0: không có câu trả lời.');
  if (present.some((figure) => figure.n > 0 && !isShown(figure)))
    notes.push(`“–”: không công bố vì ${notPublished(display)}.`);
  if (present.some((figure) => figure.display === 'few' && isShown(figure)))
    notes.push(
      `(*) Từ ${written(display.suppressBelow)} đến dưới ${written(display.warnBelow)} phiếu: số liệu chỉ để tham khảo.`,
    );
  if (present.some((figure) => isShown(figure) && figure.interval === null))
    notes.push(
      '“–” ở cột khoảng tin cậy: không đủ số phiếu hoặc mọi câu trả lời giống nhau nên không tính được.',
    );
  return notes;
}
