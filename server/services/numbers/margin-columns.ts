import { channels } from '../../domain/response.js';
import type { AnswerBase } from './answer-base.js';

/** The category of every row in one margin. */
export interface MarginColumn {
  codes: Uint8Array | Uint16Array;
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
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue;
    let joint = 0;
    for (const { codes, categories } of columns) joint = joint * categories.length + codes[row]!;
    let cell = known.get(joint);
    if (cell === undefined) {
      cell = cells.push(columns.map(({ codes, categories }) => categories[codes[row]!] ?? null)) - 1;
      if (cell > 0xffff) throw new RangeError('more than 65 535 combinations of categories');
      known.set(joint, cell);
    }
    key[row] = cell;
  }
  return { key, cells };
}
