/** `npm run bench -- count`: the numbers of a city's quarterly report from answer blocks of a million responses. */
import { fileURLToPath } from 'node:url';
import type { AnswerBlock } from '../../server/domain/answer-block.js';
import { joinBlocks } from '../../server/domain/answer-table.js';
import type { Catalogue } from '../../server/domain/catalogue.js';
import { codebook } from '../../server/domain/codebook.js';
import { packBlock, unpackBlock, type PackedBlock } from '../../server/domain/pack-block.js';
import { monthsOf, parsePeriod } from '../../server/domain/period.js';
import { descendantsDuring } from '../../server/domain/unit-tree.js';
import { loadCatalogue } from '../../server/load-catalogue.js';
import { loadIssuers } from '../../server/load-issuers.js';
import { tally } from '../../server/satisfaction/tally.js';
import { answerBase, type AnswerBase, type Scope } from '../../server/services/numbers/answer-base.js';
import {
  DEFAULT_METHOD,
  formsOfMethod,
  surveyVersions,
  versionIn,
} from '../../server/services/numbers/survey-method.js';
import { reportModel } from '../../server/services/report-model.js';
import { quarterBlocks } from './count/quarter-blocks.js';

const PERIOD = '2026-Q3';
const CITY = '01';
const RESPONSES = 1_000_000;
const FORM = 'sipas-2640-2017@1';
/** The form of each official method; what a response of it takes is told. */
const MEASURED = [FORM, 'sipas-1001-2023@1'];
/** Responses from which that is told. */
const SAMPLE = 100_000;
/** Sizes over which the cost of a response is compared. */
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const ROUNDS = 3;

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

/** The least a program can do with the same bytes: one histogram a column. */
function bareLoop({ table, structure }: AnswerBase): number {
  const counts = new Uint32Array(256);
  for (const id of structure.elements.flatMap(({ criteria }) => criteria)) {
    const column = table.levels[id]!;
    for (let i = 0; i < column.length; i++) counts[column[i]!]!++;
  }
  return counts[5]!;
}

/** Bytes of the packed columns, as they are stored and held between questions, a response. */
function bytesPerResponse(blocks: readonly PackedBlock[]): number {
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  return Math.round((10 * blocks.reduce((sum, { bytes }) => sum + bytes.length, 0)) / rows) / 10;
}

function bench(catalogue: Catalogue, scope: Scope) {
  const forms = formsOfMethod(catalogue, scope.method);
  const form = catalogue.questionnaires.get(FORM)!;
  const book = codebook(forms);
  const blocksOf = (rows: number) => quarterBlocks(catalogue, form, rows, monthsOf(scope.period));
  const candidates = { during: forms, before: forms };
  const base = (blocks: AnswerBlock[]) => answerBase(scope, joinBlocks(blocks, book), book, candidates);
  return { blocksOf, base };
}

export async function run(_options: { json: boolean }): Promise<object> {
  const surveys = fileURLToPath(new URL('../../surveys', import.meta.url));
  const catalogue = await loadCatalogue(surveys);
  const issuers = await loadIssuers(surveys);
  const period = parsePeriod(PERIOD);
  const unit = catalogue.units.get(CITY)!;
  const units = descendantsDuring(catalogue.units, CITY, period);
  const method = versionIn(surveyVersions(catalogue, DEFAULT_METHOD), period);
  const scope = { period, unit, units, method, methodBefore: method, methodNote: null };
  const { blocksOf, base } = bench(catalogue, scope);

  const report = (blocks: PackedBlock[]) => {
    const at = {
      base: base(blocks.map(unpackBlock)),
      others: [],
      remember: <T>(_name: string, compute: () => T) => compute(),
    };
    return reportModel(at, { catalogue, issuers, samples: [], madeAt: period.to });
  };
  const million = blocksOf(RESPONSES);
  const packed = million.map(packBlock);
  const firstReport = fastest(1, () => report(packed));
  const warmReport = fastest(ROUNDS, () => report(packed));
  const unpacking = fastest(ROUNDS, () => packed.map(unpackBlock));
  const whole = base(million);
  const counting = fastest(ROUNDS, () => tally(whole.table, whole.structure, whole.counted));
  const bare = fastest(ROUNDS, () => bareLoop(whole));
  const memory = MEASURED.map((name) => {
    const form = catalogue.questionnaires.get(name)!;
    const blocks = quarterBlocks(catalogue, form, SAMPLE, monthsOf(period));
    return [form.id, bytesPerResponse(blocks.map(packBlock))];
  });

  const nanoseconds = SIZES.map((responses) => {
    const blocks =
      responses <= RESPONSES
        ? blocksOf(responses)
        : Array<AnswerBlock[]>(responses / RESPONSES)
            .fill(million)
            .flat();
    const { table, structure, counted } = base(blocks);
    const ms = fastest(responses > RESPONSES ? 2 : ROUNDS, () => tally(table, structure, counted));
    return [responses, Math.round((ms * 1e7) / responses) / 10];
  });
  return {
    responses: RESPONSES,
    report: {
      firstMs: Math.round(firstReport),
      warmMs: Math.round(warmReport),
      ofItUnpackingMs: Math.round(unpacking),
      limitMs: 1000,
    },
    counting: {
      ms: Math.round(counting),
      bareLoopMs: Math.round(bare),
      times: Math.round((10 * counting) / bare) / 10,
      limit: 4,
    },
    memory: { bytesPerResponse: Object.fromEntries(memory), limit: 60 },
    nanosecondsPerResponse: Object.fromEntries(nanoseconds),
  };
}
