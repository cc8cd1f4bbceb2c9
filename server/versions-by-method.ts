import type { CheckedFile } from './checked-folder.js';
import type { MethodVersions } from './domain/method-versions.js';
import { versionName } from './domain/questionnaire.js';
import type { Method } from './satisfaction/method.js';

/**
 * All versions of every method, oldest first, by id in the order of the files.
 * @param forms ids of questionnaires.
 * @param faults receives `file#/pointer: reason` where a version stands twice, names no questionnaire, or does not follow
 * the one before it in time.
 */
export function versionsByMethod(
  files: readonly CheckedFile<Method>[],
  forms: ReadonlySet<string>,
  faults: string[],
): Map<string, MethodVersions> {
  const byId = new Map<string, CheckedFile<Method>[]>();
  for (const file of files) {
    const { name, value } = file;
    value.questionnaires.forEach((id, i) => {
      if (!forms.has(id)) faults.push(`${name}#/questionnaires/${i}: no questionnaire "${id}"`);
    });
    if (value.validFrom !== null && value.validTo !== null && value.validTo <= value.validFrom)
      faults.push(`${name}#/validTo: ${value.validTo} is not after ${value.validFrom}, when it begins`);
    const known = byId.get(value.id) ?? [];
    const same = known.find((each) => each.value.version === value.version);
    if (same) faults.push(`${name}#/version: ${versionName(value)} stands in ${same.name} already`);
    else byId.set(value.id, [...known, file]);
  }
  const versions = new Map<string, MethodVersions>();
  for (const [id, found] of byId) {
    const [first, ...later] = found.sort((a, b) => a.value.version - b.value.version);
    later.forEach((file, at) => faults.push(...succession(at === 0 ? first! : later[at - 1]!, file)));
    versions.set(id, [first!.value, ...later.map(({ value }) => value)]);
  }
  return versions;
}

/** Why a version cannot follow the one before it; empty where it can. An open end lasts until the next begins. */
function succession(before: CheckedFile<Method>, { name, value }: CheckedFile<Method>): string[] {
  const earlier = `${versionName(before.value)} (${before.name})`;
  const { validFrom, validTo, kind } = before.value;
  const faults: string[] = [];
  if (value.kind !== kind) faults.push(`${name}#/kind: ${earlier} is of the kind "${kind}"`);
  const begins = value.validFrom;
  if (begins === null) faults.push(`${name}#/validFrom: a version after ${earlier} must say when it begins`);
  else if (validFrom !== null && begins <= validFrom)
    faults.push(`${name}#/validFrom: ${begins} is not after ${validFrom}, when ${earlier} begins`);
  else if (validTo !== null && begins < validTo)
    faults.push(`${name}#/validFrom: ${begins} is before ${validTo}, until when ${earlier} holds`);
  return faults;
}
