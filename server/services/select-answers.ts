import { createHash } from 'node:crypto';
import { joinBlocks, type AnswerTable } from '../domain/answer-table.js';
import { codebook, type Codebook } from '../domain/codebook.js';
import { versionName, type Questionnaire } from '../domain/questionnaire.js';
import { Problem } from '../problem.js';
import type { AnswerBlockStore, CellHead } from '../store/answer-blocks.js';
import type { BlockCache } from './block-cache.js';

/** Which answers: of these units and months. */
export interface Selection {
  months: string[];
  unitCodes: string[];
}

/** The answers of a selection as they were at one moment. */
export interface AnswersAt {
  /** Same version, same answers: SHA-256 over the ids of the blocks, which name their content. */
  version: string;
  /** The answers to these forms as one table. @throws Problem unavailable when blocks change again and again. */
  to(questionnaires: readonly Questionnaire[]): Promise<{ table: AnswerTable; book: Codebook }>;
}

/** More units than this are selected by month alone: most of the month is wanted anyway. */
const UNITS_NAMED = 50;
/** A block may be replaced between its head and itself; then the heads are read again, this often at most. */
const ATTEMPTS = 5;

/** Reads the heads of a selection; their blocks are read when they are asked for. */
export async function selectAnswers(
  store: Pick<AnswerBlockStore, 'heads'>,
  cache: BlockCache,
  { months, unitCodes }: Selection,
): Promise<AnswersAt> {
  const units = new Set(unitCodes);
  const wanted = { months, ...(unitCodes.length <= UNITS_NAMED && { unitCodes }) };
  const read = async (): Promise<CellHead[]> =>
    (await store.heads(wanted))
      .filter(({ unitCode }) => units.has(unitCode))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  const heads = await read();
  return {
    version: createHash('sha256')
      .update(heads.flatMap(({ blocks }) => blocks).join('\n'))
      .digest('hex'),
    async to(questionnaires) {
      const forms = new Set(questionnaires.map(versionName));
      const book = codebook(questionnaires);
      for (let attempt = 0, current = heads; attempt < ATTEMPTS; attempt += 1, current = await read()) {
        const asked = current.filter(({ questionnaire }) => forms.has(versionName(questionnaire)));
        const blocks = await cache.read(asked.flatMap((head) => head.blocks));
        if (blocks) return { table: joinBlocks(blocks, book), book };
      }
      throw new Problem('unavailable');
    },
  };
}
