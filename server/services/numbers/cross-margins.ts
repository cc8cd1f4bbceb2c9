import { eachStretch } from '../../satisfaction/code-stretches.js';
import type { Codes } from '../../satisfaction/codes.js';
import { categoryReaders, type Population } from '../../domain/population.js';
import { channels } from '../../domain/response.js';
import type { AnswerBase } from './answer-base.js';

/** The category of every row in one margin. */
interface MarginColumn {
  codes: Codes;
  /** The category that a code means; null: not known. */
  categories: (string | null)[];
}

/** What a margin is about, as a column. */
function marginColumn({ table, book }: AnswerBase, margin: string): MarginColumn {
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

/** Crosses the margins of a population over the rows of a base that a mask lets through. */
export function crossMargins(base: AnswerBase, population: Population, mask: Uint8Array): CrossedMargins {
  const readers = categoryReaders(population);
  const columns = population.margins.map(({ name }) => marginColumn(base, name));
  const key = new Uint16Array(mask.length);
  const cells = new Map<string, { categories: (string | null)[]; at: number }>();
  /** By the codes of a row as one number. */
  const known = new Map<number, number>();
  function cellOf(codes: readonly number[]): number {
    const categories = readers.map((read, at) => read(columns[at]!.categories[codes[at]!] ?? null));
    const name = JSON.stringify(categories);
    const cell = cells.get(name) ?? { categories, at: cells.size };
    cells.set(name, cell);
    return cell.at;
  }
  const read = [mask, ...columns.map(({ codes }) => codes)];
  eachStretch(mask.length, read, ([counts, ...codes], from, size) => {
    for (let row = 0; row < size; row += 1) {
      if (counts![row] === 0) continue;
      let joint = 0;
      columns.forEach(({ categories }, at) => (joint = joint * categories.length + codes[at]![row]!));
      let cell = known.get(joint);
      if (cell === undefined) known.set(joint, (cell = cellOf(codes.map((of) => of[row]!))));
      key[from + row] = cell;
    }
  });
  return { key, cells: [...cells.values()].map(({ categories }) => categories) };
}
