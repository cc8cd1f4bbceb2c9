import { parseArgs } from 'node:util';
import { unitAggregationRules } from '../../server/satisfaction/method.js';
import { InputError } from '../input-error.js';
import { plainAggregations, type FileOptions, type Options } from './option-types.js';
import { conditionOf, countsOf, frameOf, oneOf, pairOf, valuesOf } from './option-values.js';
import { usage } from './usage.js';

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
  if (isGiven('strata') && values.aggregation === 'person')
    throw new InputError('--aggregation person does not go with --strata');
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
