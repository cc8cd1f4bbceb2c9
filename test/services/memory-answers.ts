import type { Decision } from '../../server/domain/decision.js';
import type { PackedBlock } from '../../server/domain/pack-block.js';
import { versionName, type Questionnaire } from '../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../server/domain/response.js';
import {
  answerBlocksService,
  type AnswerBlocks,
  type AnswerBlocksDeps,
} from '../../server/services/answer-blocks.js';
import type { CellHead } from '../../server/store/answer-blocks.js';

/** Responses, decisions and blocks in memory, under the same service that runs over the database. */
export interface MemoryAnswers {
  responses: StoredResponse[];
  decisions: Decision[];
  heads: Map<string, CellHead>;
  kept: Map<string, PackedBlock>;
  clock: { now: Date };
  /** After this many further writes of blocks or heads every write fails, as when the process is killed. */
  crashAfter(writes: number): void;
  service: AnswerBlocks;
  /** What stands where the database would. */
  stores: AnswerBlocksDeps;
  /** Another process over the same data. */
  secondService(): AnswerBlocks;
}

async function* all<T>(values: T[]): AsyncGenerator<T> {
  yield* values;
}

const within = (date: Date, from?: Date | null, to?: Date | null): boolean =>
  (!from || date >= from) && (!to || date < to);

export function memoryAnswers(forms: Questionnaire[]): MemoryAnswers {
  const responses: StoredResponse[] = [];
  const decisions: Decision[] = [];
  const heads = new Map<string, CellHead>();
  const kept = new Map<string, PackedBlock>();
  const clock = { now: new Date('2026-10-02T03:00:00Z') };
  const looked = new Map<string, Date>();
  let writesLeft = Infinity;

  function write(): void {
    if (writesLeft === 0) throw new Error('killed');
    writesLeft -= 1;
  }
  const decided: AnswerBlocksDeps['decisions'] = {
    count: async (filter) => matching(filter).length,
    stream: (filter) => all(matching(filter)),
  };
  function matching(filter: Parameters<AnswerBlocksDeps['decisions']['count']>[0]): Decision[] {
    return decisions.filter(
      ({ response, receivedAt }) =>
        within(response.receivedAt, filter.responseFrom, filter.responseTo) &&
        within(receivedAt, filter.receivedFrom) &&
        (!filter.unitCodes || filter.unitCodes.includes(response.unitCode)) &&
        (!filter.questionnaire || versionName(filter.questionnaire) === versionName(response.questionnaire)),
    );
  }
  function stored(filter: Parameters<AnswerBlocksDeps['responses']['count']>[0]): StoredResponse[] {
    return responses
      .filter(
        ({ receivedAt, unitCode, questionnaire }) =>
          within(receivedAt, filter.receivedFrom, filter.receivedTo) &&
          (!filter.unitCodes || filter.unitCodes.includes(unitCode)) &&
          (!filter.questionnaire || versionName(filter.questionnaire) === versionName(questionnaire)),
      )
      .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  }
  const deps: AnswerBlocksDeps = {
    catalogue: { questionnaires: new Map(forms.map((form) => [versionName(form), form])) },
    now: () => clock.now,
    decisions: decided,
    responses: { count: async (filter) => stored(filter).length, stream: (filter) => all(stored(filter)) },
    places: { stream: (from, to) => all(responses.filter(({ receivedAt }) => within(receivedAt, from, to))) },
    looks: {
      last: async (name) => looked.get(name) ?? null,
      note: async (name, at) => void looked.set(name, at),
    },
    blocks: {
      heads: async ({ months, unitCodes, editionNot }) =>
        [...heads.values()].filter(
          (head) =>
            (!months || months.includes(head.month)) &&
            (!unitCodes || unitCodes.includes(head.unitCode)) &&
            (editionNot === undefined || head.edition !== editionNot),
        ),
      blocks: async (ids) => ids.flatMap((id) => kept.get(id) ?? []),
      async keep(blocks) {
        for (const block of blocks) {
          write();
          kept.set(block.id, block);
        }
      },
      async publish(head) {
        write();
        const standing = heads.get(head.key);
        if (standing && standing.asOf > head.asOf) return false;
        heads.set(head.key, head);
        return standing ?? null;
      },
      async discard(ids) {
        for (const id of ids) {
          write();
          kept.delete(id);
        }
      },
      idsWrittenBefore: () => all([...kept.keys()]),
    },
  };
  return {
    responses,
    decisions,
    heads,
    kept,
    clock,
    crashAfter: (writes) => void (writesLeft = writes),
    service: answerBlocksService(deps),
    stores: deps,
    secondService: () => answerBlocksService(deps),
  };
}
