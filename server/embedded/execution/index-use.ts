import type { Value } from '../bson/value.js';
import type { Filter } from '../query/filter.js';
import type { SortPattern } from '../query/sort.js';
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
export function planOperation(collection: Collection, filter: Filter, sort: SortPattern, hint?: Value): Plan {
  const plan = planQuery(collection, filter, sort, hint);
  for (const { use } of new Set(indexesOf(collection, plan))) use.operations++;
  return plan;
}
