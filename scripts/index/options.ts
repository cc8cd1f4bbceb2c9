import { parseArgs } from 'node:util';
import type { LevelCounts } from '../../server/satisfaction/estimate.js';

export const usage = `Usage:
  npm run index -- --counts c1,c2,c3,c4,c5 [--method METHOD] [--frame N] [--json]
  npm run index -- FILE.csv --questionnaire ID [--method METHOD] [--id COLUMN] [--weights COLUMN]
                   [--by COLUMN] [--where COLUMN=VALUE]… [--frame N] [--json]

  --counts         answers of the levels 1…5, lowest first
  FILE.csv         one row a respondent, one column an item: 1–5, empty (blank) or NA (not used)
  --questionnaire  id or id@version under surveys/questionnaires
  --method         id under surveys/methods, or top2, mean4, mean5 (mean of criteria)
  --id             column of response ids: refused when one stands twice; decides the replicate group
                   (without it the group is the row number mod 32)
  --weights        column of weights, numbers ≥ 0
  --by             column whose values are computed apart, beside the whole
  --where          only rows with this value, such as decision=counted
  --frame          number of people the respondents were drawn from (finite population correction of shares)`;

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
  id: string | null;
  weights: string | null;
  by: string | null;
  where: { column: string; value: string }[];
  frameSize: number | null;
  json: boolean;
}

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

/** What the command line asks for. @throws InputError that says which option is wrong. */
export function readOptions(args: string[]): CountsOptions | FileOptions {
  const text = { type: 'string' } as const;
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: {
          ...{
            counts: text,
            questionnaire: text,
            method: text,
            id: text,
            weights: text,
            by: text,
            frame: text,
          },
          where: { type: 'string', multiple: true },
          json: { type: 'boolean' },
        },
      });
    } catch (error) {
      throw new InputError(`${(error as Error).message}\n\n${usage}`);
    }
  })();
  const common = { frameSize: frameOf(values.frame), json: values.json ?? false };
  if (values.counts !== undefined) {
    const others = ['questionnaire', 'id', 'weights', 'by', 'where'] as const;
    const wrong = others.filter((name) => values[name] !== undefined).map((name) => `--${name}`);
    if (wrong.length > 0 || positionals.length > 0)
      throw new InputError(`--counts does not go with ${[...wrong, ...positionals].join(', ')}`);
    return { kind: 'counts', counts: countsOf(values.counts), method: values.method ?? 'top2', ...common };
  }
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new InputError(usage);
  if (values.questionnaire === undefined) throw new InputError('--questionnaire is missing');
  const { questionnaire, method = null, id = null, weights = null, by = null } = values;
  const where = (values.where ?? []).map(conditionOf);
  return { kind: 'file', path, questionnaire, method, id, weights, by, where, ...common };
}
