import type { Catalogue } from '../../../server/domain/catalogue.js';
import { versionName } from '../../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../../server/domain/response.js';
import type { Population } from '../../../server/domain/population.js';
import { receiptCode } from '../../../server/domain/receipt-code.js';
import type { Unit } from '../../../server/domain/unit.js';
import type { SurveyMethod } from '../../../server/satisfaction/method.js';
import { answerBlocksService } from '../../../server/services/answer-blocks.js';
import { numbersService } from '../../../server/services/numbers/numbers.js';
import { snapshotsService, type Snapshots } from '../../../server/services/snapshots.js';
import { buildStores, type Stores } from '../../../server/compose-stores.js';
import { snapshotStore, type SnapshotStore } from '../../../server/store/snapshots.js';
import { formWith, response } from '../../domain/answers-fixture.js';
import { randomUUID } from 'node:crypto';
import { openConnection } from '../../../server/store/connection.js';
import type { TestDatabase } from '../../database.js';

const words = { vi: '', en: '' };

function unit(code: string, parent: string | null): [string, Unit] {
  const place = { code, name: { vi: code, en: code }, type: 'phuong' as const };
  return [code, { ...place, parent, validFrom: null, validTo: null, successors: [] }];
}

export const method: SurveyMethod = {
  id: 'sipas-2640-top2',
  version: 1,
  kind: 'survey',
  title: words,
  legalBasis: words,
  formula: words,
  source: 'test',
  validFrom: null,
  validTo: null,
  rounding: { decimals: 2 },
  questionnaires: ['tiny'],
  criterionRule: 'top2',
  aggregation: { rule: 'mean_of_criteria', text: words },
  unitAggregation: { rule: 'pooled', text: words },
  validity: { minimumAnswered: 0.5, text: words },
  display: { suppressBelow: 10, warnBelow: 30 },
};

const form = formWith();
export const catalogue: Catalogue = {
  questionnaires: new Map([[versionName(form), form]]),
  units: new Map([unit('01', null), unit('00004', '01'), unit('00008', '01')]),
  procedures: new Map(),
  methods: new Map([[method.id, [method]]]),
};

const known = catalogue;

/** A response of July 2026 whose id is spread over the replicate groups; every seventh is dissatisfied with a1. */
export function nthResponse(n: number, change: Partial<StoredResponse> = {}): StoredResponse {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return response({
    id,
    receipt: receiptCode(id),
    unitCode: n % 3 === 0 ? '00008' : '00004',
    answers: { a1: n % 7 === 0 ? 2 : 5, a2: n % 5 === 0 ? 'na' : 4, b1: 1 + (n % 5), comment: `text ${n}` },
    receivedAt: new Date(Date.UTC(2026, 6, 1 + (n % 28), 3, 0, Math.floor(n / 2))),
    ...change,
  });
}

/** So many people in each of the two wards. */
export function wards(first: number, second: number): Population {
  const categories = [
    { id: '00004', people: first },
    { id: '00008', people: second },
  ];
  return { margins: [{ name: 'unit', categories }] };
}

/** Stores over an empty database of its own on an engine that runs, and the services a snapshot needs, at a moment that stands still until it is moved. */
export interface FrozenQuarter {
  stores: Stores;
  snapshotStore: SnapshotStore;
  snapshots: Snapshots;
  clock: { now: Date };
  close(): Promise<void>;
}

export async function openQuarter(
  { uri }: TestDatabase,
  methods: Catalogue['methods'] = known.methods,
): Promise<FrozenQuarter> {
  const catalogue = { ...known, methods };
  const connection = await openConnection(uri, `test-${randomUUID()}`);
  const clock = { now: new Date('2026-10-02T03:00:00Z') };
  const now = () => clock.now;
  const stores = buildStores(connection, now);
  const blocks = answerBlocksService({ ...stores, catalogue, now });
  const kept = snapshotStore(connection);
  return {
    stores,
    snapshotStore: kept,
    clock,
    snapshots: snapshotsService({
      catalogue,
      responses: stores.responses,
      decisions: stores.decisions,
      numbers: numbersService({ ...stores, catalogue, blocks }),
      blocks,
      snapshots: kept,
      now,
    }),
    async close() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
