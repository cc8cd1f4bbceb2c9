import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { SnapshotContent } from '../../server/domain/snapshot.js';
import { verifyExport, type Verification } from '../../server/services/snapshots/verify-export.js';
import type { Catalogue } from '../../server/domain/catalogue.js';
import { definitionFaults } from './definition-faults.js';
import { linesOf } from './lines-of.js';
import { FileFault, readSnapshot } from './read-snapshot.js';

/**
 * Everything in a snapshot, computed again from its export, and its definitions compared with those in `surveys`.
 * @throws FileFault.
 */
export async function verifyFiles(
  snapshotPath: string,
  exportPath: string,
  surveys: Pick<Catalogue, 'methods' | 'questionnaires'>,
): Promise<{ content: SnapshotContent; id: string; verification: Verification }> {
  const snapshot = await readSnapshot(snapshotPath);
  await access(exportPath).catch(() => {
    throw new FileFault(`${exportPath} cannot be read`);
  });
  const verification = await verifyExport(snapshot, linesOf(createReadStream(exportPath, 'utf8')));
  const definitions = definitionFaults(snapshot.content, surveys);
  return {
    id: snapshot.id,
    content: snapshot.content,
    verification: { ...verification, faults: [...definitions, ...verification.faults] },
  };
}

/** What to tell people, line by line; the first line is the answer. */
export function verificationLines(
  id: string,
  content: SnapshotContent,
  { responses, root, faults, differences }: Verification,
): string[] {
  const leftOut = content.leftOut.reduce((sum, { n }) => sum + n, 0);
  const holds = faults.length === 0 && differences.length === 0;
  const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return [
    holds
      ? `${id}: every number follows from the export`
      : `${id}: DIFFERS (${differences.length} numbers, ${faults.length} faults of the files)`,
    ...faults.map((fault) => `  ${fault}`),
    ...differences.map(
      ({ path, published, recomputed }) =>
        `  ${named(path, content)}: published ${show(published)}, recomputed ${show(recomputed)}`,
    ),
    `  ${responses} responses, overall index ${show(content.index.overall.value)} by ${content.method.id}@${content.method.version}`,
    `  root ${root}`,
    `  not in the export and not checked: ${leftOut} responses that were left out, of ${content.received} received`,
  ];
}

/** A place with the id of the element or criterion instead of its position. */
function named(path: string, { index }: SnapshotContent): string {
  return path.replace(
    /^\/index\/(elements|criteria|groups)\/(\d+)/,
    (whole, list: 'elements' | 'criteria' | 'groups', at: string) => {
      const id = index[list][Number(at)]?.id;
      return id === undefined ? whole : `/index/${list}/${id}`;
    },
  );
}
