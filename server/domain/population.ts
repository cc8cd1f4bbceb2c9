import { MarginError, type Margin, type MarginFault } from '../satisfaction/margin.js';
import { unknownCode } from '../satisfaction/unknown-category.js';

/** Published people of one category: so many of the unit's applicants in the period are of that age, sex, ward … */
export interface PopulationRow {
  /** Of the index that is weighted: '2026', '2026-Q3' or '2026-07'. */
  period: string;
  unitCode: string;
  /** What the categories are of: `unit`, `channel`, `procedure` or the id of a question with one answer out of several. */
  margin: string;
  /** Code of a unit, channel or procedure, or value of an answer. */
  category: string;
  people: number;
}

/** A published population by one or more margins, each with its categories in the order in which they were loaded. */
export interface Population {
  margins: { name: string; categories: { id: string; people: number }[] }[];
}

/** A respondent's category in each margin of a population; null: not known. */
export type Categories = readonly (string | null)[];

/** Margins in the order in which the rows name them. */
export function populationOf(
  rows: readonly Pick<PopulationRow, 'margin' | 'category' | 'people'>[],
): Population {
  const margins = new Map<string, Population['margins'][number]>();
  for (const { margin, category, people } of rows) {
    const known = margins.get(margin) ?? { name: margin, categories: [] };
    known.categories.push({ id: category, people });
    margins.set(margin, known);
  }
  return { margins: [...margins.values()] };
}

/** What a form offers to those who rather do not say: no category unless the margin names it. */
const unsaid: readonly (string | null)[] = [null, '', 'na', 'NA'];

/**
 * How to read a respondent's category in each margin: one that has no population is read as the first such, so that there
 * are never many more combinations than those of the population, whatever was answered. `marginsOver` then refuses it.
 */
export function categoryReaders({ margins }: Population): ((category: string | null) => string | null)[] {
  return margins.map(({ categories }) => {
    const known = new Set([...unsaid, ...categories.map(({ id }) => id)]);
    let strange: string | null = null;
    return (category) => (known.has(category) ? category : (strange ??= category));
  });
}

/**
 * The margins of a population over cells of respondents.
 * @throws MarginError naming every category that occurs and has no population.
 */
export function marginsOver({ margins }: Population, cells: readonly Categories[]): Margin[] {
  const faults: MarginFault[] = [];
  const over = margins.map(({ name, categories }, at): Margin => {
    const ids = categories.map(({ id }) => id);
    const codes = new Map<string | null, number>(ids.map((id, code) => [id, code]));
    const unknown = unknownCode({ categories: ids });
    function codeOf(category: string | null): number {
      const code = codes.get(category);
      if (code !== undefined) return code;
      if (!unsaid.includes(category)) faults.push({ kind: 'no-population', margin: name, category });
      codes.set(category, unknown);
      return unknown;
    }
    return {
      name,
      categories: ids,
      codes: Uint16Array.from(cells, (cell) => codeOf(cell[at] ?? null)),
      population: categories.map(({ people }) => people),
    };
  });
  if (faults.length > 0) throw new MarginError(faults);
  return over;
}
