import type { Encounter } from './encounter.js';
import type { Aspect } from './aspects.js';
import type { Person } from './person.js';
import type { Style } from './style.js';

/** Everything about one respondent that answers are made from. */
export interface Respondent {
  person: Person;
  style: Style;
  encounter: Encounter;
  /** Mean latent satisfaction per aspect: unit, month, desk, field, channel, encounter, person and mood together. */
  satisfaction: Record<Aspect, number>;
}
