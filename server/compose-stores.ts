import type mongoose from 'mongoose';
import { accountStore } from './store/accounts.js';
import { answerBlockStore } from './store/answer-blocks.js';
import { collectorStore } from './store/collectors.js';
import { commentStore } from './store/comments.js';
import { decisionStore } from './store/decisions.js';
import { flaggedResponses } from './store/flagged-responses.js';
import { leaseStore } from './store/leases.js';
import { lookStore } from './store/looks.js';
import { populationStore } from './store/populations.js';
import { proposalStore } from './store/proposals.js';
import { publishedVersionStore } from './store/published-versions.js';
import { responsePlaces } from './store/response-places.js';
import { responseStore } from './store/responses.js';
import { sessionStore } from './store/sessions.js';
import { snapshotStore } from './store/snapshots.js';
import { transactionStore } from './store/transactions.js';

/** Every store over one connection. */
export function buildStores(connection: mongoose.Connection, now: () => Date) {
  return {
    accounts: accountStore(connection),
    sessions: sessionStore(connection),
    collectors: collectorStore(connection),
    responses: responseStore(connection),
    places: responsePlaces(connection),
    comments: commentStore(connection),
    decisions: decisionStore(connection),
    flagged: flaggedResponses(connection),
    proposals: proposalStore(connection),
    snapshots: snapshotStore(connection),
    transactions: transactionStore(connection),
    populations: populationStore(connection),
    versions: publishedVersionStore(connection),
    blocks: answerBlockStore(connection, now),
    looks: lookStore(connection),
    leases: leaseStore(connection),
    isReachable: async (): Promise<boolean> => {
      const answer = connection.db?.command({ ping: 1 }, { timeoutMS: 2000 });
      return answer === undefined ? false : answer.then(({ ok }) => ok === 1).catch(() => false);
    },
  };
}

export type Stores = ReturnType<typeof buildStores>;
