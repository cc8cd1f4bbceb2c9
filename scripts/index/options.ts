import { parseArgs } from 'node:util';
import type { LevelCounts } from '../../server/satisfaction/estimate.js';
import { unitAggregationRules, type UnitAggregationRule } from '../../server/satisfaction/method.js';

export const usage = `Usage:
  npm run index -- --counts c1,c2,c3,c4,c5 [--method METHOD] [--frame N] [--json]
  npm run index -- FILE.csv --questionnaire ID [--method METHOD] [--aggregation RULE] [--id COLUMN]
                   [--weights COLUMN | --margins FILE [--no-trim] | --strata COLUMN --population FILE]
                   [--by COLUMN [--across RULE [--transactions FILE]] [--compare A,B]]
                   [--where COLUMN=VALUE]… [--frame N] [--json]
  npm run index -- --values PART=NUMBER,… --method SCORE_METHOD [--json]
  npm run index -- FILE.csv --method SCORE_METHOD [--id COLUMN] [--json]

Answers
  --counts         answers of the levels 1…5, lowest first
  FILE.csv         one row a respondent, one column an item: 1–5, empty (blank) or NA (not used)
  --questionnaire  id or id@version under surveys/questionnaires
  --method         id under surveys/methods, or top2, mean4, mean5 (mean of criteria)
  --aggregation    mean_of_criteria, mean_of_elements, pooled or person, instead of the method's own
  --id             column of response ids: refused when one stands twice; decides the replicate group
                   (without it the group is the row number mod 32)
  --where          only rows with this value, such as decision=counted
  --frame          number of people the respondents were drawn from (finite population correction of shares)
Weights
  --weights        column of weights, numbers ≥ 0
  --margins        CSV with the columns margin, category, population: weights are raked to these margins, each named
                   after a column of FILE.csv, then cut at 5 × their median (--no-trim leaves them)
  --strata         column of strata; --population names a CSV with the columns stratum, population
Groups
  --by             column whose values are computed apart, each with the ranks it may have
  --across         equal_units or weighted_by_transactions: the whole is the mean of the groups, not of the rows;
                   --transactions names a CSV with the columns unit, transactions
  --compare        two values of --by: their difference and its interval
Scores
  --values         values of the parts of a score method (surveys/methods), such as entry=8.6,land=7
  FILE.csv         one row a unit (--id, default the column "unit"), one column a part: a number, or empty`;

export interface CountsOptions {
  kind: 'counts';
  counts: LevelCounts;
  method: string;
  frameSize: number | null;
  json: boolean;
}

export interface FileOptions {
  kind: 'file';
  path: string;
  questionnaire: string;
  /** null: the first method that names the questionnaire. */
  method: string | null;
  /** null: that of the method. */
  aggregation: PlainAggregation | null;
  id: string | null;
  weights: string | null;
  /** File of the margins that weights are raked to. */
  margins: { path: string; trim: boolean } | null;
  strata: { column: string; population: string } | null;
  by: string | null;
  across: { rule: UnitAggregationRule; transactions: string | null } | null;
  compare: [string, string] | null;
  where: { column: string; value: string }[];
  frameSize: number | null;
  json: boolean;
}

export interface ValuesOptions {
  kind: 'values';
  values: Record<string, number>;
  method: string;
  json: boolean;
}

/** A file of values of a score method. */
export interface ScoresOptions {
  kind: 'scores';
  path: string;
  method: string;
  id: string;
  json: boolean;
}

export type Options = CountsOptions | FileOptions | ValuesOptions | ScoresOptions;

/** Aggregations that need nothing but the answers. */
export const plainAggregations = ['mean_of_criteria', 'mean_of_elements', 'pooled', 'person'] as const;
export type PlainAggregation = (typeof plainAggregations)[number];

/** A wrong call or wrong data: told to the caller, exit code 2. */
export class InputError extends Error {}

function countsOf(text: string): LevelCounts {
  const counts = text.split(',').map((count) => (/^\s*\d+\s*$/.test(count) ? Number(count) : NaN));
  if (counts.length !== 5 || counts.some((count) => !Number.isSafeInteger(count)))
    throw new InputError(`--counts ${text}: not five whole numbers`);
  return counts as LevelCounts;
}

function frameOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d*$/.test(text)) throw new InputError(`--frame ${text}: not a whole number of people`);
  return Number(text);
}

function conditionOf(text: string): { column: string; value: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new InputError(`--where ${text}: not COLUMN=VALUE`);
  return { column: text.slice(0, at), value: text.slice(at + 1) };
}

function valuesOf(text: string): Record<string, number> {
  const values: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [id = '', number = '', ...more] = part.trim().split('=');
    const value = number.trim() === '' ? NaN : Number(number);
    if (id === '' || more.length > 0 || !Number.isFinite(value))
      throw new InputError(`--values ${part.trim()}: not PART=NUMBER`);
    if (id in values) throw new InputError(`--values: ${id} stands twice`);
    values[id] = value;
  }
  return values;
}

function oneOf<T extends string>(option: string, text: string | undefined, words: readonly T[]): T | null {
  if (text === undefined) return null;
  const word = words.find((one) => one === text);
  if (word === undefined) throw new InputError(`${option} ${text}: not one of ${words.join(', ')}`);
  return word;
}

function pairOf(text: string | undefined): [string, string] | null {
  if (text === undefined) return null;
  const [a, b, ...more] = text.split(',');
  if (!a || !b || more.length > 0) throw new InputError(`--compare ${text}: not two values of --by`);
  return [a, b];
}

const text = { type: 'string' } as const;
const known = {
  ...{ counts: text, values: text, questionnaire: text, method: text, aggregation: text, id: text },
  ...{ weights: text, margins: text, strata: text, population: text, by: text, across: text },
  ...{ transactions: text, compare: text, frame: text },
  where: { type: 'string', multiple: true },
  'no-trim': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: known });
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n\n${usage}`);
  }
}
type Values = ReturnType<typeof parsed>['values'];

/** @throws InputError when something is asked for that the kind of call does not know. */
function onlyWith(kind: string, values: Values, positionals: string[], allowed: (keyof Values)[]): void {
  const wrong = Object.keys(values).filter((name) => !allowed.includes(name as keyof Values));
  if (wrong.length > 0 || positionals.length > 0)
    throw new InputError(
      `${kind} does not go with ${[...wrong.map((name) => `--${name}`), ...positionals].join(', ')}`,
    );
}

/** Pairs of which one makes no sense without the other, or not beside it. @throws InputError. */
function checkTogether(values: Values): void {
  const isGiven = (name: keyof Values) => values[name] !== undefined;
  const needs: [keyof Values, keyof Values][] = [
    ['population', 'strata'],
    ['strata', 'population'],
    ['no-trim', 'margins'],
    ['across', 'by'],
    ['compare', 'by'],
    ['transactions', 'across'],
  ];
  for (const [one, other] of needs)
    if (isGiven(one) && !isGiven(other)) throw new InputError(`--${one} needs --${other}`);
  const apart: [keyof Values, keyof Values][] = [
    ['weights', 'margins'],
    ['weights', 'strata'],
    ['margins', 'strata'],
    ['margins', 'by'],
    ['strata', 'by'],
    ['frame', 'margins'],
    ['frame', 'strata'],
    ['frame', 'weights'],
  ];
  for (const [one, other] of apart)
    if (isGiven(one) && isGiven(other)) throw new InputError(`--${one} does not go with --${other}`);
  for (const name of ['margins', 'strata', 'across'] as const)
    if (isGiven(name) && values.aggregation === 'person')
      throw new InputError(`--aggregation person does not go with --${name}`);
}

function fileOptions(path: string, values: Values): FileOptions {
  checkTogether(values);
  const { questionnaire, method = null, id = null, weights = null, by = null, margins } = values;
  const rule = oneOf('--across', values.across, unitAggregationRules);
  return {
    kind: 'file',
    path,
    questionnaire: questionnaire!,
    method,
    aggregation: oneOf('--aggregation', values.aggregation, plainAggregations),
    ...{ id, weights, by },
    margins: margins === undefined ? null : { path: margins, trim: values['no-trim'] !== true },
    strata: values.strata === undefined ? null : { column: values.strata, population: values.population! },
    across: rule && { rule, transactions: values.transactions ?? null },
    compare: pairOf(values.compare),
    where: (values.where ?? []).map(conditionOf),
    frameSize: frameOf(values.frame),
    json: values.json ?? false,
  };
}

/** What the command line asks for. @throws InputError that says which option is wrong. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parsed(args);
  if (values.help) throw new InputError(usage);
  const json = values.json ?? false;
  if (values.counts !== undefined) {
    onlyWith('--counts', values, positionals, ['counts', 'method', 'frame', 'json']);
    const frameSize = frameOf(values.frame);
    return {
      kind: 'counts',
      counts: countsOf(values.counts),
      method: values.method ?? 'top2',
      frameSize,
      json,
    };
  }
  if (values.values !== undefined) {
    onlyWith('--values', values, positionals, ['values', 'method', 'json']);
    if (values.method === undefined) throw new InputError('--values needs --method');
    return { kind: 'values', values: valuesOf(values.values), method: values.method, json };
  }
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new InputError(usage);
  if (values.questionnaire !== undefined) return fileOptions(path, values);
  if (values.method === undefined)
    throw new InputError('--questionnaire is missing (or --method, for a file of scores)');
  onlyWith('a file without --questionnaire', values, [], ['method', 'id', 'json']);
  return { kind: 'scores', path, method: values.method, id: values.id ?? 'unit', json };
}
