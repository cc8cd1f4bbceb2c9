import { categoryReaders } from '../../server/domain/population.js';
import { rakeCells } from '../../server/domain/raked-cells.js';
import { aggregateUnits } from '../../server/satisfaction/aggregate-units.js';
import { compareEstimates } from '../../server/satisfaction/compare-indices.js';
import { countedItems } from '../../server/satisfaction/composites.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import type { Difference, IndexEstimate, IndexStructure } from '../../server/satisfaction/estimate.js';
import type { SurveyMethod } from '../../server/satisfaction/method.js';
import { personRule } from '../../server/satisfaction/person-rule.js';
import type { RakedIndex } from '../../server/satisfaction/raked-index.js';
import { stratifiedIndex, type StratifiedIndex } from '../../server/satisfaction/stratified-index.js';
import { addTallies } from '../../server/satisfaction/tally.js';
import { keyedTallies } from './keyed-tallies.js';
import { InputError } from '../input-error.js';
import type { FileOptions } from './option-types.js';
import { readAnswers, type ReadFile, type RowSink } from './read-answers.js';
import { readMargins } from './read-margins.js';
import { readStrata, weighStrata } from './read-strata.js';
import { readTransactions } from './read-transactions.js';

/** What a file of answers gives. */
export interface ComputedFile extends ReadFile {
  index: IndexEstimate;
  /** By the values of the `--by` column; null without it. */
  groups: Map<string, IndexEstimate> | null;
  /** Only with `--margins`. */
  raked?: Pick<RakedIndex, 'raking' | 'trimming'>;
  /** Only with `--strata`. */
  joined?: StratifiedIndex['joined'];
}

interface Computation {
  options: FileOptions;
  structure: IndexStructure;
  criteria: string[];
  method: SurveyMethod;
}

/** Without or with weights that are given: from counts alone, whatever the number of rows. */
function fromCounts({ options, structure, criteria, method }: Computation): ComputedFile {
  const { by, across, weights, frameSize } = options;
  const counts = keyedTallies(criteria, structure, weights !== null, personRule(method));
  const file = readAnswers(options, criteria, by === null ? [] : [by], counts);
  const tallies = counts.finish().map(({ keys: [key = ''], tally }) => ({ key, tally }));
  const whole = addTallies(tallies.map(({ tally }) => tally));
  const index = computeIndex(whole, structure, method, frameSize);
  const groups = new Map(tallies.map(({ key, tally }) => [key, computeIndex(tally, structure, method)]));
  if (across !== null) {
    const transactions = across.transactions === null ? null : readTransactions(across.transactions);
    const units = tallies.map(({ key, tally }) => ({
      ...{ code: key, tally, transactions: transactions?.get(key) ?? null },
    }));
    index.overall = aggregateUnits(units, structure, method, { rule: across.rule });
  }
  return { ...file, index, groups: by === null ? null : groups };
}

/** A stratified sample: rows weigh what their stratum says, and the groups of the jackknife are made in each stratum. */
function fromStrata({ options, structure, criteria, method }: Computation): ComputedFile {
  const { column, population } = options.strata!;
  const counts = keyedTallies(criteria, structure, false);
  const sizes = readStrata(population);
  const file = readAnswers(options, criteria, [column], counts);
  const counted = new Map(counts.finish().map(({ keys: [stratum = ''], tally }) => [stratum, tally]));
  const strata = weighStrata(column, sizes, counted);
  return { ...file, ...stratifiedIndex(strata, structure, method), groups: null };
}

function fromMargins({ options, structure, criteria, method }: Computation): ComputedFile {
  const { path, trim } = options.margins!;
  const population = readMargins(path);
  const counts = keyedTallies(criteria, structure, false, personRule(method));
  const names = population.margins.map(({ name }) => name);
  const readers = categoryReaders(population);
  const sink: RowSink = {
    ...counts,
    add: (group, keys, weight) =>
      counts.add(
        group,
        keys.map((key, at) => readers[at]!(key)!),
        weight,
      ),
  };
  const file = readAnswers(options, criteria, names, sink);
  const cells = counts.finish().map(({ keys, tally }) => ({ categories: keys, tally }));
  const { index, raking, trimming } = rakeCells(population, cells, structure, method, { trim });
  return { ...file, index, groups: null, raked: { raking, trimming } };
}

/**
 * The index of a CSV of answers, by the functions that reports use.
 * @throws InputError for what is wrong in the files, RangeError for what their numbers do not allow.
 */
export function computeFile(
  options: FileOptions,
  structure: IndexStructure,
  method: SurveyMethod,
): ComputedFile {
  const computation = { options, structure, criteria: countedItems(structure), method };
  if (options.margins !== null) return fromMargins(computation);
  if (options.strata !== null) return fromStrata(computation);
  return fromCounts(computation);
}

/** The first group minus the second. @throws InputError for a value that no row has. */
export function compareGroups(
  groups: ReadonlyMap<string, IndexEstimate>,
  [a, b]: [string, string],
): Difference | null {
  const of = (key: string): IndexEstimate => {
    const group = groups.get(key);
    if (!group) throw new InputError(`--compare: no row has \`${key}\``);
    return group;
  };
  return compareEstimates(of(a).overall, of(b).overall);
}
