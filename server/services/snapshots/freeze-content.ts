import type { Decision } from '../../domain/decision.js';
import { monthsOf } from '../../domain/period.js';
import { versionName } from '../../domain/questionnaire.js';
import { digestOf, SNAPSHOT_FORMAT, TREE_ALGORITHM, type SnapshotContent } from '../../domain/snapshot.js';
import { Problem } from '../../problem.js';
import { computeIndex } from '../../satisfaction/compute-index.js';
import type { DecisionStore } from '../../store/decisions.js';
import type { AnswerBase } from '../numbers/answer-base.js';
import { countTogether, indexOf, tallyOf } from '../numbers/breakdown.js';
import { frameSize } from '../numbers/frame-size.js';
import { collectionOf } from '../numbers/collection.js';
import { mayShowWeighted } from '../numbers/weights-shown.js';
import { stateOf } from '../state-of.js';
import { recordCounter } from './count-records.js';
import { recordedResponses, type RecordDeps, type RecordScope } from './recorded-responses.js';
import { snapshotIndex } from './snapshot-index.js';
import { snapshotWeights } from './snapshot-weights.js';

/** One piece of a snapshot's leaves. */
export interface LeafChunk {
  /** Hashes one after the other. */
  bytes: Uint8Array;
  /** When the first and the last of its responses were received. */
  from: Date;
  to: Date;
}

export interface FreezeDeps extends RecordDeps {
  decisions: Pick<DecisionStore, 'stream'>;
}

/**
 * The content of a snapshot, and the leaves of its tree, from the responses themselves. Null when they do not give the
 * index of the given rows: something arrived in between, or the rows are wrong.
 */
export async function freezeContent(
  deps: FreezeDeps,
  base: AnswerBase,
): Promise<{ content: SnapshotContent; chunks: LeafChunk[]; chunkRoots: Uint8Array[] } | null> {
  const { period, unit, units, method, source, forms, structure } = base;
  if (method.unitAggregation.rule !== 'pooled')
    throw new Problem(
      'method-not-freezable',
      'A snapshot holds responses, not the dossiers that weigh units',
    );
  const scope: RecordScope = {
    from: period.from,
    to: period.to,
    unitCodes: units.map(({ code }) => code).sort(),
    source,
    forms: forms.map(versionName),
  };
  const counter = recordCounter(structure, method, base.population);
  const chunks: LeafChunk[] = [];
  let open = null as { from: Date; to: Date } | null;
  for await (const { receivedAt, record } of countedRecords(deps, scope)) {
    open = { from: open?.from ?? receivedAt, to: receivedAt };
    const bytes = counter.add(record);
    if (bytes === null) continue;
    chunks.push({ bytes, ...open });
    open = null;
  }
  const { sum, last } = counter.finish();
  if (last !== null && open !== null) chunks.push({ bytes: last, ...open });

  const frame = frameSize(base, base.counted, monthsOf(period));
  const isHidden = base.hidden.units(monthsOf(period)).has(unit.code);
  const index = snapshotIndex(computeIndex(sum.tally, structure, method, frame), method, isHidden);
  const expected = snapshotIndex(indexOf(base, tallyOf(base, base.counted), frame), method, isHidden);
  if (digestOf(index) !== digestOf(expected)) return null;

  const { received, excluded } = collectionOf(base, countTogether(base))();
  const content: SnapshotContent = {
    format: SNAPSHOT_FORMAT,
    period: { id: period.id, from: period.from.toISOString(), to: period.to.toISOString() },
    unit: { code: unit.code, name: unit.name },
    unitCodes: [...scope.unitCodes],
    source,
    method,
    questionnaires: forms
      .map((form) => ({
        id: form.id,
        version: form.version,
        sha256: digestOf(form),
        responses: sum.byForm.get(versionName(form)) ?? 0,
      }))
      .filter(({ responses }) => responses > 0),
    structure,
    weights: snapshotWeights(base.population, sum.cells, {
      structure,
      method,
      isHidden: isHidden || !mayShowWeighted(base, sum.cells),
    }),
    frameSize: frame,
    responses: sum.tree.size,
    received,
    leftOut: excluded,
    isHidden,
    index,
    tree: { algorithm: TREE_ALGORITHM, root: Buffer.from(sum.tree.root).toString('hex') },
  };
  return { content, chunks, chunkRoots: sum.tree.chunkRoots };
}

async function* countedRecords({ decisions, ...deps }: FreezeDeps, scope: RecordScope) {
  const decided = new Map<string, Decision[]>();
  for await (const decision of decisions.stream({ responseFrom: scope.from, responseTo: scope.to }))
    decided.set(decision.responseId, [...(decided.get(decision.responseId) ?? []), decision]);
  for await (const { response, record } of recordedResponses(deps, scope)) {
    const questionnaire = deps.catalogue.questionnaires.get(versionName(response.questionnaire))!;
    const { state } = stateOf(questionnaire, response, decided.get(response.id) ?? []);
    if (state === 'counted') yield { receivedAt: response.receivedAt, record };
  }
}
