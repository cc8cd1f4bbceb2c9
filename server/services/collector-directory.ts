import type { Catalogue } from '../domain/catalogue.js';
import { foldVietnamese } from '../domain/fold-vietnamese.js';
import { versionName, type Questionnaire } from '../domain/questionnaire.js';
import type { Collector } from '../domain/response.js';
import type { Unit } from '../domain/unit.js';
import { closedReason } from '../domain/collector-state.js';

/** Collectors shown on one page. */
export const DIRECTORY_PAGE_SIZE = 25;

export interface DirectoryEntry {
  collector: Collector;
  unit: Unit;
  questionnaire: Questionnaire;
  /** Takes answers at this moment. */
  open: boolean;
}

export interface DirectoryPage {
  entries: DirectoryEntry[];
  /** How many collectors fit the search, on all pages. */
  total: number;
  /** 1 … pages; a page beyond the last is the last. */
  page: number;
  pages: number;
}

/** Whether every word of `search` (accents optional) is in the unit's name or code, the form, the channel or the id. */
function fits(entry: DirectoryEntry, search: string): boolean {
  const { collector, unit, questionnaire } = entry;
  const words = foldVietnamese(search).split(' ');
  const text = foldVietnamese(
    [
      unit.name.vi,
      unit.name.en,
      unit.code,
      questionnaire.title.vi,
      questionnaire.title.en,
      collector.channel,
      collector.id,
    ].join(' '),
  );
  return words.every((word) => text.includes(word));
}

/**
 * One page of the collectors that fit a search, in the order of the catalogue's units and then by id. Collectors whose
 * unit or questionnaire the catalogue no longer knows are left out: nobody can answer them.
 */
export function collectorDirectory(
  collectors: Collector[],
  catalogue: Pick<Catalogue, 'questionnaires' | 'units'>,
  query: { search: string; unitCode?: string; page: number },
  now: Date,
): DirectoryPage {
  const order = new Map([...catalogue.units.keys()].map((code, position) => [code, position]));
  const entries = collectors.flatMap((collector): DirectoryEntry[] => {
    const unit = catalogue.units.get(collector.unitCode);
    const questionnaire = catalogue.questionnaires.get(versionName(collector.questionnaire));
    if (!unit || !questionnaire) return [];
    return [{ collector, unit, questionnaire, open: closedReason(collector, now, now) === null }];
  });
  const found = entries
    .filter((entry) => query.unitCode === undefined || entry.unit.code === query.unitCode)
    .filter((entry) => fits(entry, query.search))
    .sort(
      (a, b) =>
        (order.get(a.unit.code) ?? 0) - (order.get(b.unit.code) ?? 0) ||
        (a.collector.id < b.collector.id ? -1 : 1),
    );
  const pages = Math.max(1, Math.ceil(found.length / DIRECTORY_PAGE_SIZE));
  const page = Math.min(Math.max(1, query.page), pages);
  const start = (page - 1) * DIRECTORY_PAGE_SIZE;
  return { entries: found.slice(start, start + DIRECTORY_PAGE_SIZE), total: found.length, page, pages };
}
