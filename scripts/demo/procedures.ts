import type { Catalogue, Procedure } from '../../server/domain/catalogue.js';
import type { Domain } from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import type { Unit } from '../../server/domain/unit.js';
import type { Random } from './random.js';

/** How often a response says which procedure it is about. */
const named: Record<Channel, number> = {
  kiosk: 0.75,
  qr: 0.85,
  web: 0.7,
  token: 1,
  paper: 0.9,
  phone: 1,
  interview: 0,
  import: 0.5,
};

/** Fields of administration that a unit handles: those whose forms it uses, and civil status where people live. */
export function fieldsOf(catalogue: Catalogue, unit: Unit): Domain[] {
  const fields = [...catalogue.questionnaires.values()]
    .filter(
      ({ units, domain }) =>
        domain !== 'general' && units !== 'any' && (units.includes(unit.code) || units.includes(unit.type)),
    )
    .map(({ domain }) => domain);
  const residents = unit.type === 'phuong' || unit.type === 'xa' || unit.type === 'thanh_pho';
  return [...new Set<Domain>(residents || fields.length === 0 ? ['general', ...fields] : fields)];
}

/** The field of one visit: that of a domain form, otherwise one of the unit's, its first one most often. */
export function drawField(random: Random, formDomain: Domain, fields: readonly Domain[]): Domain {
  if (formDomain !== 'general') return formDomain;
  return random.weighted(fields.map((field, index) => [field, index === 0 ? 3 : 1] as const));
}

/** A procedure of the field, the first ones of the catalogue most often (1/rank); null when it was not named. */
export function drawProcedure(
  random: Random,
  byField: ReadonlyMap<Domain, Procedure[]>,
  field: Domain,
  channel: Channel,
): string | null {
  const offered = byField.get(field) ?? [];
  if (offered.length === 0 || !random.chance(named[channel])) return null;
  return random.weighted(offered.map(({ code }, index) => [code, 1 / (index + 1)] as const));
}

export function proceduresByField(catalogue: Catalogue): Map<Domain, Procedure[]> {
  const byField = new Map<Domain, Procedure[]>();
  for (const procedure of catalogue.procedures.values())
    byField.set(procedure.domain, [...(byField.get(procedure.domain) ?? []), procedure]);
  return byField;
}
