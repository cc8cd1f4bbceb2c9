/** `npm run simulate`: how often the 95 % intervals hold the truth, over many simulated surveys. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newestVersion } from '../server/domain/method-versions.js';
import { loadCatalogue } from '../server/load-catalogue.js';
import { coverageOf, coverageTable } from './simulate/coverage.js';
import { scenarios } from './simulate/scenarios.js';

const { values } = parseArgs({
  options: {
    surveys: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '2026' },
    json: { type: 'boolean', default: false },
  },
});
const surveys = Number(values.surveys);
if (!Number.isInteger(surveys) || surveys < 1) {
  console.error('npm run simulate -- [--surveys 2000] [--seed 2026] [--json]');
  process.exit(2);
}
const catalogue = await loadCatalogue(fileURLToPath(new URL('../surveys', import.meta.url)));
const rows = scenarios(newestVersion(catalogue.methods.get('sipas-2640-top2')!)).map((scenario) => {
  const coverage = coverageOf(scenario, surveys, values.seed);
  console.error(`${coverage.name}, n = ${coverage.n}: ${(100 * coverage.covered).toFixed(1)} %`);
  return coverage;
});
console.log(values.json ? JSON.stringify(rows) : coverageTable(rows));
if (rows.some(({ isMet }) => !isMet)) process.exitCode = 1;
