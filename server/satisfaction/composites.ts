import type { IndexStructure } from './estimate.js';

/** An index made of several criteria. */
export interface Composite {
  level: 'overall' | 'group' | 'element';
  id: string;
  criteria: string[];
}

/** The overall index first, then the groups, then the elements, each with its criteria in order. */
export function compositesOf(structure: IndexStructure): Composite[] {
  const { elements } = structure;
  const groups = [...new Set(elements.flatMap(({ group }) => (group === null ? [] : [group])))];
  return [
    { level: 'overall', id: 'overall', criteria: elements.flatMap(({ criteria }) => criteria) },
    ...groups.map((id): Composite => ({
      level: 'group',
      id,
      criteria: elements.filter(({ group }) => group === id).flatMap(({ criteria }) => criteria),
    })),
    ...elements.map(({ id, criteria }): Composite => ({ level: 'element', id, criteria })),
  ];
}

/** Name under which a tally keeps a composite; an element and a group may share an id. */
export function compositeKey(composite: Pick<Composite, 'level' | 'id'>): string {
  return composite.level === 'overall' ? 'overall' : `${composite.level}:${composite.id}`;
}

/** Every item an index needs counted: the criteria, then separate questions. */
export function countedItems(structure: IndexStructure): string[] {
  return [
    ...new Set([...structure.elements.flatMap(({ criteria }) => criteria), ...(structure.questions ?? [])]),
  ];
}
