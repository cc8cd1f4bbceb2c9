import type { Figure } from '../../domain/report-model.js';
import { isShown } from '../format-figure.js';

/** What the marks among these figures mean; only those that occur. */
export function figureNotes(figures: (Figure | null)[]): string[] {
  const present = figures.filter((figure): figure is Figure => figure !== null);
  const notes: string[] = [];
  if (present.some((figure) => figure.n === 0))
    notes.push('“–” tại dòng có số phiếu bằng 0: không có câu trả lời.');
  if (present.some((figure) => figure.n > 0 && !isShown(figure)))
    notes.push('“–”: không công bố vì không đủ số phiếu (dưới 10) hoặc vì có thể suy ra một số liệu đã ẩn.');
  if (present.some((figure) => figure.display === 'few' && isShown(figure)))
    notes.push('(*) Từ 10 đến dưới 30 phiếu: số liệu chỉ để tham khảo.');
  if (present.some((figure) => isShown(figure) && figure.interval === null))
    notes.push(
      '“–” ở cột khoảng tin cậy: không đủ số phiếu hoặc mọi câu trả lời giống nhau nên không tính được.',
    );
  return notes;
}
