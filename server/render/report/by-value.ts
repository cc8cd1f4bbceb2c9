import type { Figure } from '../../domain/report-model.js';
import { isShown } from '../format-figure.js';

/** Rows whose value may be printed, highest first; equal ones keep their order. Rows without a value fall away. */
export function byValue<T extends { figure: Figure }>(rows: readonly T[]): T[] {
  return rows
    .filter(({ figure }) => isShown(figure))
    .toSorted((a, b) => (b.figure.value ?? 0) - (a.figure.value ?? 0));
}

/** All rows, highest first, those without a value last. */
export function rankedRows<T extends { figure: Figure }>(rows: readonly T[]): T[] {
  return [...byValue(rows), ...rows.filter(({ figure }) => !isShown(figure))];
}
