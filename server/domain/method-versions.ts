/** The versions of one method over time. The numbers of a period are made by one of them, and a comparison knows when it changed. */
import type { Method } from '../satisfaction/method.js';
import { canonicalJson } from './canonical-json.js';
import type { Catalogue } from './catalogue.js';

/** At least one, oldest first; each begins after the one before it and ends, at the latest, where the next begins. */
export type MethodVersions = readonly [Method, ...Method[]];

/** All versions by the id of a method; by `id@version` that one alone. null: there is none of that name. */
export function methodVersions(catalogue: Pick<Catalogue, 'methods'>, name: string): MethodVersions | null {
  const at = name.indexOf('@');
  if (at < 0) return catalogue.methods.get(name) ?? null;
  const one = catalogue.methods
    .get(name.slice(0, at))
    ?.find(({ version }) => name === `${name.slice(0, at)}@${version}`);
  return one ? [one] : null;
}

export function newestVersion(versions: MethodVersions): Method {
  return versions.at(-1)!;
}

/** The newest version of every method, in the order of the catalogue. */
export function newestMethods(catalogue: Pick<Catalogue, 'methods'>): Method[] {
  return [...catalogue.methods.values()].map(newestVersion);
}

/**
 * The version that a day is computed by ('YYYY-MM-DD' in Vietnam): the newest that had begun. After the end of one that
 * nothing replaced it is still that one, before the first of all it is the first: `isInForce` tells.
 */
export function versionOn(versions: MethodVersions, day: string): Method {
  return versions.findLast(({ validFrom }) => validFrom === null || validFrom <= day) ?? versions[0];
}

/** The day on which a version ceases to hold, exclusive: its own end, or where the next begins; null: open. */
export function endOf(versions: MethodVersions, method: Method): string | null {
  const next = versions[versions.indexOf(method) + 1];
  return method.validTo ?? next?.validFrom ?? null;
}

/** Whether a version holds on a day. */
export function isInForce(versions: MethodVersions, method: Method, day: string): boolean {
  const end = endOf(versions, method);
  return (method.validFrom === null || method.validFrom <= day) && (end === null || day < end);
}

/**
 * What a version computes by; equal for versions that make the same number of the same answers. Words, legal basis, dates
 * and thresholds of display are no part of it.
 */
export function rulesOf(method: Method): string {
  if (method.kind === 'score') return canonicalJson({ tree: method.tree });
  const { criterionRule, aggregation, unitAggregation, validity } = method;
  const { text: _, ...criteria } = aggregation;
  const units = unitAggregation.rule;
  return canonicalJson({ criterionRule, criteria, units, minimumAnswered: validity.minimumAnswered });
}
