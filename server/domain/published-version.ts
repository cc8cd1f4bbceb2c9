/** A version of something under `surveys/` as it was when the program first started with it. */
export interface PublishedVersion {
  /** `questionnaire hn-land@1`, `method sipas-2640-top2@1`. */
  id: string;
  /** SHA-256 of its canonical JSON. */
  sha256: string;
  publishedAt: Date;
}

/** A version whose file says something else than when it was published. */
export interface ChangedVersion {
  id: string;
  publishedAt: Date;
  /** The file that was changed, and what to do instead. */
  advice: string;
}

/** The versions that were changed, of those that are known; a new one is no fault. */
export function changedVersions(
  current: readonly { id: string; sha256: string; advice: string }[],
  published: ReadonlyMap<string, PublishedVersion>,
): ChangedVersion[] {
  return current.flatMap(({ id, sha256, advice }) => {
    const before = published.get(id);
    return before && before.sha256 !== sha256 ? [{ id, publishedAt: before.publishedAt, advice }] : [];
  });
}
