/** `npm run bench -- NAME [--json]`: runs `scripts/bench/NAME.ts` and prints what it measured, beside its baseline. */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const folder = new URL('./bench/', import.meta.url);
const [name, ...options] = process.argv.slice(2);
const names = readdirSync(fileURLToPath(folder))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''));
if (name === undefined || !existsSync(new URL(`${name}.ts`, folder))) {
  console.error(`npm run bench -- NAME [--json], with NAME one of: ${names.join(', ')}`);
  process.exit(2);
}
const { run } = (await import(new URL(`${name}.ts`, folder).href)) as {
  run(options: { json: boolean }): Promise<object>;
};
const json = options.includes('--json');
const [processor] = cpus();
const machine = {
  processor: processor?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  /** Processes that wanted to run in the last minute: above the cores, others disturbed the measurement. */
  loadBefore: Math.round(10 * loadavg()[0]!) / 10,
};
const result = { machine, ...(await run({ json })) };
console.log(json ? JSON.stringify(result) : JSON.stringify(result, null, 2));
process.exit(0);
