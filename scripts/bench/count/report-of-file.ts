/** Started by `npm run bench -- count`: makes the report of the blocks in a file and prints the `ReportMemory` it took. */
import { readBlocks } from './block-file.js';
import { cityQuarter, type OfficialForm } from './city-quarter.js';
import type { ReportMemory } from './memory-of-report.js';

const [form, file] = process.argv.slice(2);
const quarter = await cityQuarter(form as OfficialForm);

/** Bytes in use when nothing is left to clear away. */
function inUse(): number {
  // Memory of columns is given back beside the program; the second call waits for what the first has found.
  globalThis.gc!();
  globalThis.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
const before = inUse();
let held = 0;
quarter.report(readBlocks(file!), () => (held = Math.max(held, inUse() - before)));
const memory: ReportMemory = { held, peak: 1024 * process.resourceUsage().maxRSS };
console.log(JSON.stringify(memory));
