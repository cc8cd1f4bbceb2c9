import type { Catalogue, Procedure } from './domain/catalogue.js';
import type { Questionnaire } from './domain/questionnaire.js';
import { versionName } from './domain/questionnaire.js';
import { questionnaireFaults } from './domain/questionnaire-faults.js';
import type { Unit } from './domain/unit.js';
import { unitTypes } from './domain/unit.js';
import { unitFaults } from './domain/unit-faults.js';
import type { Fault } from './problem.js';
import type { Method } from './satisfaction/method.js';
import type { CheckedFile } from './checked-folder.js';
import { checkedFolder } from './checked-folder.js';
import { deepFreeze } from './deep-freeze.js';
import { versionsByMethod } from './versions-by-method.js';

/** Everything wrong under `surveys/`, one line a fault: `surveys/…/1.json#/parts/0/items/2/scale: reason`. */
export class CatalogueError extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`The survey data has ${faults.length} fault(s):\n${faults.join('\n')}`);
    this.name = 'CatalogueError';
    this.faults = faults;
  }
}

/**
 * Reads and checks all questionnaires, units, procedures and methods below the folder (`surveys/`) and makes them
 * immutable. The program does not start on half of its data: one fault anywhere stops it.
 * @throws CatalogueError with every fault of every file.
 */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const faults: string[] = [];
  const surveys = checkedFolder(folder, faults);
  const files = {
    questionnaires: await surveys.read<Questionnaire>('questionnaires', 'questionnaire'),
    units: await surveys.read<Unit[]>('units', 'units'),
    procedures: await surveys.read<Procedure[]>('procedures', 'procedures'),
    methods: await surveys.read<Method>('methods', 'method'),
  };
  const units = uniqueOf(files.units, 'unit', faults);
  for (const { name, value } of files.units) faults.push(...named(name, unitFaults(value, units)));
  const procedures = uniqueOf(files.procedures, 'procedure', faults);
  const questionnaires = new Map<string, Questionnaire>();
  for (const file of files.questionnaires) {
    faults.push(...named(file.name, questionnaireFaults(file.value)), ...placeFaults(file, units));
    questionnaires.set(versionName(file.value), file.value);
  }
  const forms = new Set([...questionnaires.values()].map(({ id }) => id));
  const methods = versionsByMethod(files.methods, forms, faults);
  if (faults.length > 0) throw new CatalogueError(faults);
  for (const map of [questionnaires, units, procedures, methods])
    map.forEach((value: object) => deepFreeze(value));
  return Object.freeze({ questionnaires, units, procedures, methods });
}

function named(file: string, faults: Fault[]): string[] {
  return faults.map(({ pointer, reason }) => `${file}#${pointer}: ${reason}`);
}

/** Everything by its code, in the order of the files; a code that stands twice is a fault. */
function uniqueOf<T extends { code: string }>(
  files: CheckedFile<T[]>[],
  noun: string,
  faults: string[],
): Map<string, T> {
  const found = new Map<string, T>();
  const origin = new Map<string, string>();
  for (const { name, value } of files)
    value.forEach((entry, i) => {
      const before = origin.get(entry.code);
      if (before !== undefined)
        faults.push(`${name}#/${i}/code: the ${noun} "${entry.code}" stands in ${before} already`);
      origin.set(entry.code, name);
      found.set(entry.code, entry);
    });
  return found;
}

/** A version lives in the file of its name, so that none can stand twice, and its users exist. */
function placeFaults({ name, path, value }: CheckedFile<Questionnaire>, units: Map<string, Unit>): string[] {
  const faults: string[] = [];
  if (path !== `${value.id}/${value.version}.json`)
    faults.push(`${name}#/id: ${versionName(value)} belongs in ${value.id}/${value.version}.json`);
  const types: readonly string[] = unitTypes;
  if (value.units !== 'any')
    value.units.forEach((user, i) => {
      if (!units.has(user) && !types.includes(user))
        faults.push(`${name}#/units/${i}: "${user}" is neither a unit nor a type of unit`);
    });
  return faults;
}
