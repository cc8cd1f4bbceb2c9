import { parseArgs } from 'node:util';
import { InputError } from '../input-error.js';

export const usage = `Usage:
  npm run sample -- FRAME.csv --id COLUMN --seed TEXT [--size N | --margin 0.05] [--by COLUMN] [--response-rate 0.6]
                    [--out protocol.json]
  npm run sample -- FRAME.csv --id COLUMN [--by COLUMN] --check protocol.json

  FRAME.csv        one row a person or dossier that may be drawn
  --seed           decides the draw: say it before the frame is known
  --size           how many to draw; without it Slovin's size for the margin (default 0.05)
  --by             column of strata: places in proportion to their size, each drawn by itself
  --response-rate  share that will answer, 0–1: so many more are drawn
  --check          draws again by the protocol and says what differs (exit code 1)`;

export interface SampleOptions {
  frame: string;
  id: string;
  by: string | null;
  /** What to draw; or the file of a protocol to check. */
  wanted:
    { seed: string; size: number | null; margin: number; responseRate: number; out: string | null } | string;
}

function share(text: string | undefined, name: string, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!(value > 0 && value <= 1)) throw new InputError(`--${name} ${text}: not a share above 0 and up to 1`);
  return value;
}

function sizeOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d*$/.test(text)) throw new InputError(`--size ${text}: not a whole number`);
  return Number(text);
}

/** What the command line asks for. @throws InputError that says which option is wrong. */
export function readOptions(args: string[]): SampleOptions {
  const names = ['id', 'by', 'seed', 'size', 'margin', 'response-rate', 'out', 'check'] as const;
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
      throw new InputError(`${(error as Error).message}\n\n${usage}`);
    }
  })();
  const given = values as Partial<Record<(typeof names)[number], string>>;
  const [frame, ...more] = positionals;
  if (frame === undefined || more.length > 0 || given.id === undefined) throw new InputError(usage);
  const common = { frame, id: given.id, by: given.by ?? null };
  if (given.check !== undefined) return { ...common, wanted: given.check };
  if (given.seed === undefined) throw new InputError('--seed is missing');
  return {
    ...common,
    wanted: {
      seed: given.seed,
      size: sizeOf(given.size),
      margin: share(given.margin, 'margin', 0.05),
      responseRate: share(given['response-rate'], 'response-rate', 1),
      out: given.out ?? null,
    },
  };
}
