import type { Collection, Index } from '../storage/catalog.js';
import { planQuery } from './plan.js';
import type { Plan } from './plan-kinds.js';

function indexesOf(collection: Collection, plan: Plan): Index[] {
  switch (plan.kind) {
    case 'scan':
      return [];
    case 'ids':
      return [collection.indexes[0]!];
    case 'index':
      return [plan.index];
    case 'union':
      return plan.branches.flatMap((branch) => indexesOf(collection, branch));
  }
}

/** Plans what a client asked for and counts it for each index that it uses; `explain` plans without counting. */
export function planOperation(...asked: Parameters<typeof planQuery>): Plan {
  const plan = planQuery(...asked);
  for (const { use } of new Set(indexesOf(asked[0], plan))) use.operations++;
  return plan;
}
