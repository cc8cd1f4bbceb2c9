import type { Catalogue } from '../../server/domain/catalogue.js';
import { versionName } from '../../server/domain/questionnaire.js';
import { digestOf, type SnapshotContent } from '../../server/domain/snapshot.js';

/**
 * Definitions that a snapshot and this copy of the program know under the same name but not with the same content. One
 * that this copy does not know is no fault: the snapshot brings its method with it.
 */
export function definitionFaults(
  { method, questionnaires }: Pick<SnapshotContent, 'method' | 'questionnaires'>,
  catalogue: Pick<Catalogue, 'methods' | 'questionnaires'>,
): string[] {
  const known = catalogue.methods.get(method.id)?.find(({ version }) => version === method.version);
  const faults: string[] = [];
  if (known && digestOf(known) !== digestOf(method))
    faults.push(`method ${versionName(method)} is not the one under surveys/methods/`);
  for (const form of questionnaires) {
    const here = catalogue.questionnaires.get(versionName(form));
    if (here && digestOf(here) !== form.sha256)
      faults.push(`questionnaire ${versionName(form)} is not the one under surveys/questionnaires/`);
  }
  return faults;
}
