import { foldVietnamese } from '../domain/fold-vietnamese.js';
import type { Unit } from '../domain/unit.js';

/**
 * Units that somebody means who types a code, a name or a part of one, accents optional. An exact code or name is that
 * unit alone; otherwise all whose names hold every word, in the order given. Empty text finds nothing.
 */
export function findUnits(units: Iterable<Unit>, text: string): Unit[] {
  const wanted = foldVietnamese(text);
  if (wanted === '') return [];
  const all = [...units];
  const names = (unit: Unit) => [unit.name.vi, unit.name.en].map(foldVietnamese);
  const exact = all.filter((unit) => foldVietnamese(unit.code) === wanted || names(unit).includes(wanted));
  if (exact.length > 0) return exact;
  const words = wanted.split(' ');
  return all.filter((unit) => names(unit).some((name) => words.every((word) => name.includes(word))));
}
