/** `npm run import -- transactions FILE.csv`: loads how many dossiers each unit settled in each month. */
import { Problem } from '../server/problem.js';
import { faultInFile, readTransactions } from './import/read-transactions.js';
import { InputError } from './input-error.js';
import { withHouse } from './open-house.js';

const usage = `Usage: npm run import -- transactions FILE.csv

  FILE.csv has the columns unit (code), month (2026-07) and transactions (dossiers settled at the unit's own desks).
  Each month that it names is replaced as a whole.`;

const FAULTS_NAMED = 20;

function wanted() {
  const [kind, path, ...more] = process.argv.slice(2);
  if (kind !== 'transactions' || path === undefined || more.length > 0) throw new InputError(usage);
  return { path, rows: readTransactions(path) };
}

await withHouse(wanted, async ({ services }, { path, rows }) => {
  try {
    const months = await services.transactions.load(rows);
    console.log(`${rows.length} rows of ${months.join(', ')} loaded`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.faults.slice(0, FAULTS_NAMED).map(faultInFile);
    throw new InputError([`${path}: nothing was loaded`, ...faults].join('\n'));
  }
});
