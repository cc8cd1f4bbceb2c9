/** `npm run bench -- count`: the numbers of a city's quarterly report from answer blocks of a million responses. */
import { codeRoom } from '../../server/satisfaction/codes.js';
import type { PackedBlock } from '../../server/domain/pack-block.js';
import { tally } from '../../server/satisfaction/tally.js';
import type { AnswerBase } from '../../server/services/numbers/answer-base.js';
import { cityQuarter, officialForms, type OfficialForm } from './count/city-quarter.js';
import { memoryOfReport } from './count/memory-of-report.js';

const RESPONSES = 1_000_000;
const FORM: OfficialForm = 'sipas-2640-2017';
/** Memory of a response is the difference to a report over so many: what the program takes anyway is in both. */
const FEW_RESPONSES = 100_000;
/** Sizes over which the cost of a response is compared. */
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const ROUNDS = 3;
/** Many short runs, of which the fastest counts, for the small sizes; the large ones are long enough. */
const RESPONSES_TIMED = 3_000_000;

/** Milliseconds of the fastest of some runs: what the machine can do when nothing else disturbs it. */
function fastest(rounds: number, run: () => unknown): number {
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const begun = performance.now();
    run();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

/** The columns that an index counts, laid out as bytes. */
function plainColumns({ table, structure }: AnswerBase): Uint8Array[] {
  return structure.elements
    .flatMap(({ criteria }) => criteria)
    .map((id) => codeRoom().read(table.levels[id]!, 0, table.rows) as Uint8Array);
}

/** The least a program can do with the same answers: one histogram a column, of columns that are unpacked already. */
function bareLoop(columns: readonly Uint8Array[]): number {
  const counts = new Uint32Array(256);
  for (const column of columns) for (let i = 0; i < column.length; i++) counts[column[i]!]!++;
  return counts[5]!;
}

/** Bytes of the packed columns alone, as they are stored and held between questions. */
function packedBytes(blocks: readonly PackedBlock[]): number {
  return blocks.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

const inTenths = (value: number): number => Math.round(10 * value) / 10;
const inMiB = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** Bytes a response while the report is made, in a process that does nothing else. */
async function memoryOf(form: OfficialForm) {
  const quarter = await cityQuarter(form);
  const [many, few] = [quarter.blocksOf(RESPONSES), quarter.blocksOf(FEW_RESPONSES)];
  const [ofMany, ofFew] = [await memoryOfReport(form, many), await memoryOfReport(form, few)];
  return {
    bytesPerResponse: inTenths((ofMany.held - ofFew.held) / (RESPONSES - FEW_RESPONSES)),
    ofItPackedColumns: inTenths(packedBytes(many) / RESPONSES),
    heldMiB: inMiB(ofMany.held),
    heldMiBOfFewResponses: inMiB(ofFew.held),
    peakMiB: inMiB(ofMany.peak),
    peakMiBOfFewResponses: inMiB(ofFew.peak),
  };
}

export async function run(_options: { json: boolean }): Promise<object> {
  const { blocksOf, base, report } = await cityQuarter(FORM);
  const million = blocksOf(RESPONSES);
  const firstReport = fastest(1, () => report(million));
  const warmReport = fastest(ROUNDS, () => report(million));
  const whole = base(million);
  const counting = fastest(ROUNDS, () => tally(whole.table, whole.structure, whole.counted));
  const plain = plainColumns(whole);
  const bare = fastest(ROUNDS, () => bareLoop(plain));

  const nanoseconds = SIZES.map((responses) => {
    const blocks =
      responses <= RESPONSES
        ? blocksOf(responses)
        : Array<PackedBlock[]>(responses / RESPONSES)
            .fill(million)
            .flat();
    const { table, structure, counted } = base(blocks);
    const rounds = Math.max(2, Math.round(RESPONSES_TIMED / responses));
    const ms = fastest(rounds, () => tally(table, structure, counted));
    return [responses, inTenths((ms * 1e6) / responses)];
  });
  const bytesPerResponse: Record<string, number> = {};
  const memory: Record<string, object> = {};
  for (const name of Object.keys(officialForms) as OfficialForm[]) {
    const { bytesPerResponse: bytes, ...more } = await memoryOf(name);
    bytesPerResponse[name] = bytes;
    memory[name] = more;
  }
  return {
    responses: RESPONSES,
    report: { firstMs: Math.round(firstReport), warmMs: Math.round(warmReport), limitMs: 1000 },
    counting: {
      ms: Math.round(counting),
      bareLoopMs: Math.round(bare),
      times: inTenths(counting / bare),
      limit: 4,
    },
    memory: { bytesPerResponse, limit: 60, ...memory },
    nanosecondsPerResponse: Object.fromEntries(nanoseconds),
  };
}
