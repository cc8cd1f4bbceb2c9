/** `npm run import -- transactions|population FILE.csv`: loads published numbers that indices are computed with. */
import { Problem } from '../server/problem.js';
import type { Services } from '../server/services/services.js';
import { faultInFile, type FieldColumns } from './import/fault-in-file.js';
import { populationColumns, readPopulation } from './import/read-population.js';
import { readTransactions, transactionColumns } from './import/read-transactions.js';
import { InputError } from './input-error.js';
import { withHouse } from './open-house.js';

const usage = `Usage: npm run import -- transactions FILE.csv
       npm run import -- population FILE.csv

  transactions: how many dossiers each unit settled in each month, columns unit (code), month (2026-07) and transactions
                (settled at the unit's own desks). Each month that the file names is replaced as a whole.
  population:   how many people the applicants of a unit in a period are in each category, for the index with weights;
                columns period (2026-Q3), unit, margin (unit, channel, procedure or a question such as dm1), category and
                population. What was loaded for the same unit and period is replaced as a whole.`;

const FAULTS_NAMED = 20;

/** A file that was read, ready to be loaded. */
interface Reading {
  path: string;
  rows: number;
  columns: FieldColumns;
  /** @throws Problem with the faults of its rows. */
  load(services: Services): Promise<string[]>;
}

function wanted(): Reading {
  const [kind, path, ...more] = process.argv.slice(2);
  if (path === undefined || more.length > 0) throw new InputError(usage);
  if (kind === 'transactions') {
    const rows = readTransactions(path);
    const load = ({ transactions }: Services) => transactions.load(rows);
    return { path, rows: rows.length, columns: transactionColumns, load };
  }
  if (kind === 'population') {
    const rows = readPopulation(path);
    const load = ({ populations }: Services) => populations.load(rows);
    return { path, rows: rows.length, columns: populationColumns, load };
  }
  throw new InputError(usage);
}

await withHouse(wanted, async ({ services }, { path, rows, columns, load }) => {
  try {
    console.log(`${rows} rows of ${(await load(services)).join(', ')} loaded`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.faults.slice(0, FAULTS_NAMED).map((fault) => faultInFile(fault, columns));
    const reasons = faults.length > 0 ? faults : [error.message];
    throw new InputError([`${path}: nothing was loaded`, ...reasons].join('\n'));
  }
});
