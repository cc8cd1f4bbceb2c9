import { eachStretch } from '../../satisfaction/code-stretches.js';
import type { Codes } from '../../satisfaction/codes.js';
import { channels } from '../../domain/response.js';
import type { AnswerBase } from './answer-base.js';

/** The category of every row in one margin. */
export interface MarginColumn {
  codes: Codes;
  /** The category that a code means; null: not known. */
  categories: (string | null)[];
}

/** What a margin is about, as a column. */
export function marginColumn({ table, book }: AnswerBase, margin: string): MarginColumn {
  switch (margin) {
    case 'unit':
      return { codes: table.unit, categories: table.units };
    case 'channel':
      return { codes: table.channel, categories: [...channels] };
    case 'procedure':
      return { codes: table.procedure, categories: [null, ...table.procedures] };
    default: {
      const item = book.items.get(margin);
      const values = item?.type === 'single' ? item.options.map(({ value }) => value) : [];
      return {
        codes: table.choices[margin] ?? new Uint8Array(table.rows),
        categories: [null, ...values],
      };
    }
  }
}

/** The combinations of categories that occur among the rows of a mask, and which of them each row has. */
export interface CrossedMargins {
  /** 0 for rows outside the mask, too. */
  key: Uint16Array;
  /** By key. */
  cells: (string | null)[][];
}

/** @throws RangeError when more than 65 535 combinations occur. */
export function crossMargins(columns: readonly MarginColumn[], mask: Uint8Array): CrossedMargins {
  const key = new Uint16Array(mask.length);
  const cells: (string | null)[][] = [];
  const known = new Map<number, number>();
  const read = [mask, ...columns.map(({ codes }) => codes)];
  eachStretch(mask.length, read, ([counts, ...codes], from, size) => {
    for (let row = 0; row < size; row += 1) {
      if (counts![row] === 0) continue;
      let joint = 0;
      columns.forEach(({ categories }, at) => (joint = joint * categories.length + codes[at]![row]!));
      let cell = known.get(joint);
      if (cell === undefined) {
        cell = cells.push(columns.map(({ categories }, at) => categories[codes[at]![row]!] ?? null)) - 1;
        if (cell > 0xffff) throw new RangeError('more than 65 535 combinations of categories');
        known.set(joint, cell);
      }
      key[from + row] = cell;
    }
  });
  return { key, cells };
}
