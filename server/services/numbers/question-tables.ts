import type { Item, PartKind, Text } from '../../domain/questionnaire.js';
import type { QuestionTable, ShareRow } from '../../domain/report-model.js';
import { eachStretch } from '../../satisfaction/code-stretches.js';
import { IS_LEVEL } from '../../satisfaction/columns.js';
import type { AnswerBase } from './answer-base.js';
import { displayIn } from './hidden-in-tree.js';
import { itemsOfKind } from './items-of-kind.js';
import { countBy, countRows } from './row-mask.js';

/**
 * How the questions of one kind of part were answered. A table that rests on too few answers keeps its n and loses its
 * rows. Ratings of such a part (what respondents expect) make one table: a row an item, with those who chose 4 or 5.
 */
export function questionTables(base: AnswerBase, kind: PartKind): QuestionTable[] {
  const items = itemsOfKind(base, kind);
  const tables = items.flatMap((item) => choiceTable(base, item) ?? []);
  const ratings = ratingTable(base, kind, items);
  return [...tables, ...(ratings ? [ratings] : [])].map((table) =>
    table.n < displayIn(base).suppressBelow ? { ...table, rows: [] } : table,
  );
}

function choiceTable({ table, counted }: AnswerBase, item: Item): QuestionTable | null {
  if (item.type === 'single') {
    const column = table.choices[item.id];
    if (!column) return null;
    const counts = countBy(counted, column, item.options.length + 1).slice(1);
    const n = counts.reduce((sum, count) => sum + count, 0);
    return tableOf(
      item,
      n,
      false,
      item.options.map(({ text }, at) => share(text, counts[at]!, n)),
    );
  }
  if (item.type !== 'multi') return null;
  const column = table.multiples[item.id];
  if (!column) return null;
  // Every set of options is counted as one code; an option has the counts of the sets that hold it.
  const sets = countBy(counted, column, 1 << item.options.length);
  const n = sets.slice(1).reduce((sum, count) => sum + count, 0);
  const counts = item.options.map((_, bit) =>
    sets.reduce((sum, count, set) => sum + ((set >>> bit) & 1) * count, 0),
  );
  return tableOf(
    item,
    n,
    true,
    item.options.map(({ text }, at) => share(text, counts[at]!, n)),
  );
}

function ratingTable(base: AnswerBase, kind: PartKind, items: Item[]): QuestionTable | null {
  const { table, counted, forms } = base;
  const ratings = items.filter(({ type }) => type === 'rating');
  const part = forms
    .findLast(({ parts }) => parts.some((each) => each.kind === kind))
    ?.parts.find((each) => each.kind === kind);
  if (ratings.length === 0 || !part) return null;
  const anybody = new Uint8Array(table.rows);
  const rows = ratings.map(({ id, text }) => {
    const column = table.levels[id] ?? new Uint8Array(table.rows);
    const counts = countBy(counted, column, 8);
    eachStretch(table.rows, [counted, column], ([inMask, level], from, size) => {
      for (let at = 0; at < size; at += 1) anybody[from + at]! |= inMask![at]! & IS_LEVEL[level![at]!]!;
    });
    return share(
      text,
      counts[4]! + counts[5]!,
      counts.slice(1, 6).reduce((sum, count) => sum + count, 0),
    );
  });
  const n = countRows(anybody);
  return { id: part.id, code: part.code ?? part.id, text: part.title, n, multiple: true, rows };
}

function share(label: Text, n: number, of: number): ShareRow {
  return { label, n, share: of === 0 ? null : n / of };
}

function tableOf({ id, code, text }: Item, n: number, multiple: boolean, rows: ShareRow[]): QuestionTable {
  return { id, code, text, n, multiple, rows };
}
