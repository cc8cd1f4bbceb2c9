import { dayOf } from '../domain/period.js';
import type { Catalogue } from '../domain/catalogue.js';
import { newestVersion } from '../domain/method-versions.js';
import { changedVersions, type ChangedVersion } from '../domain/published-version.js';
import { versionName } from '../domain/questionnaire.js';
import { digestOf } from '../domain/snapshot.js';
import type { PublishedVersionStore } from '../store/published-versions.js';

/** Published versions were changed under their old name: every number computed from them would silently be another. */
export class ChangedVersionsError extends Error {
  readonly versions: ChangedVersion[];

  constructor(versions: ChangedVersion[]) {
    const lines = versions.map(
      ({ id, publishedAt, advice }) => `  ${id}, published on ${dayOf(publishedAt)}: ${advice}`,
    );
    super(`Published versions never change, but these were changed:\n${lines.join('\n')}`);
    this.name = 'ChangedVersionsError';
    this.versions = versions;
  }
}

/**
 * Compares every questionnaire and method version with what it was when this database first met it, and records those it
 * meets for the first time.
 * @throws ChangedVersionsError naming every version that was changed, its file and what to do; nothing is recorded then.
 */
export async function checkPublishedVersions({
  catalogue,
  versions,
  now,
}: {
  catalogue: Pick<Catalogue, 'questionnaires' | 'methods'>;
  versions: PublishedVersionStore;
  now: () => Date;
}): Promise<void> {
  const current = [
    ...[...catalogue.questionnaires.values()].map((form) => ({
      id: `questionnaire ${versionName(form)}`,
      sha256: digestOf(form),
      advice:
        `restore surveys/questionnaires/${form.id}/${form.version}.json and put the change into ` +
        `surveys/questionnaires/${form.id}/${newestOf(catalogue, form.id) + 1}.json`,
    })),
    ...[...catalogue.methods.values()].flatMap((versions) =>
      versions.map((method) => ({
        id: `method ${versionName(method)}`,
        sha256: digestOf(method),
        advice:
          `restore its file under surveys/methods/ and put the change into a file of its own ` +
          `with "version": ${newestVersion(versions).version + 1} and the day it begins as "validFrom", ` +
          `which ends the version before it`,
      })),
    ),
  ];
  const known = async () => new Map((await versions.all()).map((version) => [version.id, version]));
  const before = await known();
  throwIfAny(changedVersions(current, before));
  const publishedAt = now();
  const missing = current.filter(({ id }) => !before.has(id));
  if (missing.length === 0) return;
  await versions.insertMissing(missing.map(({ id, sha256 }) => ({ id, sha256, publishedAt })));
  // Two processes with differing files may start at once: the one whose version was not recorded is refused.
  throwIfAny(changedVersions(current, await known()));
}

function throwIfAny(changed: ChangedVersion[]): void {
  if (changed.length > 0) throw new ChangedVersionsError(changed);
}

function newestOf({ questionnaires }: Pick<Catalogue, 'questionnaires'>, id: string): number {
  return Math.max(
    ...[...questionnaires.values()].filter((form) => form.id === id).map(({ version }) => version),
  );
}
