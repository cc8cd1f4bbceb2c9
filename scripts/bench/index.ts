/** `npm run bench -- index`: the index command over a file of a million rows of 22 items, with time and memory. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { countedItems } from '../../server/satisfaction/composites.js';
import { indexStructure } from '../../server/domain/index-structure.js';
import { loadCatalogue } from '../../server/load-catalogue.js';
import { seededRandom } from '../../server/satisfaction/random.js';

const FORM = 'sipas-2640-2017';
const ROWS = 1_000_000;
/** Memory of a row is the difference to a file of so many: what the program takes anyway is in both. */
const FEW_ROWS = 100_000;
const UNITS = 300;
const WAYS: Record<string, string[]> = {
  whole: [],
  distinctIds: ['--id', 'response'],
  distinctIdsByUnit: ['--id', 'response', '--by', 'unit'],
};
/** Told to the child: its last words are the most memory that it ever held, in KiB. */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+process.resourceUsage().maxRSS))';

async function writeAnswers(path: string, items: readonly string[], rows: number): Promise<void> {
  const random = seededRandom('bench index');
  const level = () => ['1', '2', '3', '4', '4', '5', '5', '', 'NA'][random.below(9)]!;
  // Drawing every answer would take longer than counting it: rows are drawn from a pool.
  const pool = Array.from({ length: 5000 }, () => items.map(level).join(','));
  const file = createWriteStream(path);
  file.write(`response,unit,${items.join(',')}\n`);
  for (let from = 0; from < rows; from += 1000) {
    const lines = Array.from({ length: 1000 }, (_, at) => {
      const unit = `u${random.below(UNITS)}`;
      return `response-${from + at},${unit},${pool[random.below(pool.length)]!}\n`;
    });
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** Seconds from start to end of the process, and the most bytes it held. */
async function runIndex(path: string, options: string[]): Promise<{ seconds: number; peak: number }> {
  const script = fileURLToPath(new URL('../index.ts', import.meta.url));
  const command = ['--import', TELL_MEMORY, '--import', 'tsx', script, path, '--questionnaire', FORM];
  const begun = performance.now();
  const { stderr } = await promisify(execFile)(process.execPath, [...command, ...options, '--json'], {
    maxBuffer: 1 << 28,
  });
  return { seconds: (performance.now() - begun) / 1000, peak: 1024 * Number(stderr.split('\n').at(-1)) };
}

export async function run(_options: { json: boolean }): Promise<object> {
  const catalogue = await loadCatalogue(fileURLToPath(new URL('../../surveys', import.meta.url)));
  const items = countedItems(indexStructure(catalogue.questionnaires.get(`${FORM}@1`)!));
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-bench-'));
  try {
    const [many, few] = [join(folder, 'many.csv'), join(folder, 'few.csv')];
    await writeAnswers(many, items, ROWS);
    await writeAnswers(few, items, FEW_ROWS);
    const measured: Record<string, object> = {};
    for (const [name, options] of Object.entries(WAYS)) {
      const { seconds, peak } = await runIndex(many, options);
      const { peak: peakOfFew } = await runIndex(few, options);
      measured[name] = {
        seconds: Math.round(10 * seconds) / 10,
        peakMiB: Math.round(peak / 2 ** 20),
        peakMiBOfFewRows: Math.round(peakOfFew / 2 ** 20),
        bytesPerRow: Math.round((peak - peakOfFew) / (ROWS - FEW_ROWS)),
      };
    }
    return {
      ...{ rows: ROWS, fewRows: FEW_ROWS, items: items.length, units: UNITS },
      ...{ measured, limits: { seconds: 10, bytesPerRow: 60 } },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
