import { checkedFolder } from './checked-folder.js';
import { deepFreeze } from './deep-freeze.js';
import type { Issuers } from './domain/issuer.js';
import { CatalogueError } from './load-catalogue.js';

/**
 * Reads who issues reports from `issuers/*.json` below the folder (`surveys/`); of several files the first that knows a
 * unit's code speaks for it, and the first file for types.
 * @throws CatalogueError with every fault, also when there is no file at all.
 */
export async function loadIssuers(folder: string): Promise<Issuers> {
  const faults: string[] = [];
  const files = await checkedFolder(folder, faults).read<Issuers>('issuers', 'issuers');
  const [first] = files;
  if (!first && faults.length === 0)
    faults.push('surveys/issuers: there is no file that says who issues reports');
  if (!first || faults.length > 0) throw new CatalogueError(faults);
  const units = Object.assign({}, ...files.map(({ value }) => value.units).reverse());
  const issuers: Issuers = { ...first.value, units };
  deepFreeze(issuers);
  return issuers;
}
